/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type * as nodeUtil from 'node:util';
import { isObject } from '../model/json-rpc.ts';

/** Nothing of the value is read that is its own code. */
const STATE = { depth: 0, customInspect: false } as const;
const REASON = { ...STATE, depth: 1, compact: true, maxStringLength: 64 };

const STATES = /^[^{]*\{\s+<(pending|rejected)>/;
const CLASS = /<rejected> (?:\{ )?\[?([\w$]*(?:Error|Exception))\b/;
const CODE = /\bcode: '([A-Z][A-Z0-9_]{2,63})'/g;

export type PromiseState = 'pending' | 'fulfilled' | 'rejected';

type Util = typeof nodeUtil;

let util: Util | undefined;
let isLookedFor = false;

/**
 * How a promise stands. Of all that Node offers only this leaves no handler on
 * it, by which the rejections that nobody handles are told.
 *
 * @returns undefined where that cannot be seen: it is not the language's own
 * promise, or this is not Node
 */
export function stateOf(promise: unknown): PromiseState | undefined {
  const known = utilOfNode();
  return known?.types.isPromise(promise) === true
    ? shownBy(known, promise)
    : undefined;
}

/** What a rejected promise was rejected with, as far as it can be seen from outside. */
export function reasonOf(promise: unknown): {
  readonly code: string | undefined;
  readonly className: string | undefined;
} {
  const text = utilOfNode()?.inspect(promise, REASON) ?? '';
  // An error's own fields come after its message, which may hold anything.
  const code = [...text.matchAll(CODE)].at(-1)?.[1];
  return { code, className: CLASS.exec(text)?.[1] };
}

/**
 * Not imported: whatever imports `node:util` as an ES module creates
 * `process.stderr`, which changes the descriptor. And browsers have none.
 */
function utilOfNode(): Util | undefined {
  if (!isLookedFor) {
    isLookedFor = true;
    util = lookForUtil();
  }
  return util;
}

function lookForUtil(): Util | undefined {
  const runtime: unknown = Reflect.get(globalThis, 'process');
  const get = isObject(runtime) ? runtime['getBuiltinModule'] : undefined;
  const found: unknown =
    typeof get === 'function'
      ? Reflect.apply(get, runtime, ['node:util'])
      : undefined;
  return isUtil(found) && tellsPending(found) ? found : undefined;
}

function isUtil(value: unknown): value is Util {
  return (
    isObject(value) &&
    typeof value['inspect'] === 'function' &&
    isObject(value['types'])
  );
}

/** Other runtimes have their own text for a promise. */
function tellsPending(candidate: Util): boolean {
  return shownBy(candidate, new Promise(() => undefined)) === 'pending';
}

function shownBy({ inspect }: Util, promise: Promise<unknown>): PromiseState {
  const [, state = 'fulfilled'] = STATES.exec(inspect(promise, STATE)) ?? [];
  return state as PromiseState;
}
