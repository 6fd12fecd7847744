/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { inspect, types } from 'node:util';

/** Nothing of the value is read that is its own code. */
const STATE = { depth: 0, customInspect: false } as const;
const REASON = { ...STATE, depth: 1, compact: true, maxStringLength: 64 };

const STATES = /^[^{]*\{\s+<(pending|rejected)>/;
const CLASS = /<rejected> (?:\{ )?\[?([\w$]*(?:Error|Exception))\b/;
const CODE = /\bcode: '([A-Z][A-Z0-9_]{2,63})'/g;

export type PromiseState = 'pending' | 'fulfilled' | 'rejected';

/**
 * How a promise stands. Of all that Node offers only this leaves no handler on
 * it, by which the rejections that nobody handles are told.
 *
 * @returns undefined for a promise that is not the language's own
 */
export function stateOf(promise: unknown): PromiseState | undefined {
  if (!types.isPromise(promise)) {
    return undefined;
  }
  const [, state = 'fulfilled'] = STATES.exec(inspect(promise, STATE)) ?? [];
  return state as PromiseState;
}

/** What a rejected promise was rejected with, as far as it can be seen from outside. */
export function reasonOf(promise: unknown): {
  readonly code: string | undefined;
  readonly className: string | undefined;
} {
  const text = inspect(promise, REASON);
  // An error's own fields come after its message, which may hold anything.
  const code = [...text.matchAll(CODE)].at(-1)?.[1];
  return { code, className: CLASS.exec(text)?.[1] };
}
