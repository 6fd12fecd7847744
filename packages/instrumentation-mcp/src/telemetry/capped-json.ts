/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../model/json-rpc.ts';

/** Stands for what was left out. */
const ELLIPSIS = '…';

/**
 * A value as JSON of at most so many characters. What does not fit is cut inside
 * the value, so that the text remains valid JSON; undefined for what JSON cannot
 * say.
 */
export function cappedJson(value: unknown, limit: number): string | undefined {
  const json = stringify(value);
  if (json === undefined || json.length <= limit) {
    return json;
  }
  return JSON.stringify(cut(JSON.parse(json), limit));
}

/**
 * Undefined for cyclic values, BigInt and the like, which are no JSON. JSON can
 * say half a surrogate pair, but what is read from it cannot be exported.
 */
export function stringify(value: unknown): string | undefined {
  try {
    const json = JSON.stringify(value) as string | undefined;
    return json?.includes('\\ud') === true ? withoutSurrogates(json) : json;
  } catch {
    return undefined;
  }
}

/** Whole pairs are no escapes in JSON that was just written. */
function withoutSurrogates(json: string): string {
  return json.replace(/\\(?:ud[89a-f][0-9a-f]{2}|.)/g, escape =>
    escape.startsWith('\\ud') ? '\uFFFD' : escape
  );
}

/** A value whose JSON has at most `limit` (2 or more) characters. */
function cut(value: unknown, limit: number): unknown {
  if (typeof value === 'string') {
    return cutString(value, limit);
  }
  if (Array.isArray(value)) {
    return cutArray(value, limit);
  }
  if (isObject(value)) {
    return cutObject(value, limit);
  }
  if (lengthOf(value) <= limit) {
    return value;
  }
  return lengthOf(null) <= limit ? null : '';
}

/** The longest beginning that fits; escapes make JSON longer than its text. */
function cutString(text: string, limit: number): string {
  if (lengthOf(text) <= limit) {
    return text;
  }
  let fits = 0;
  let tooLong = Math.min(text.length, limit);
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (lengthOf(beginning(text, middle)) <= limit) {
      fits = middle;
    } else {
      tooLong = middle;
    }
  }
  return fits === 0 ? '' : beginning(text, fits);
}

/** Never half a surrogate pair, which JSON would escape. */
function beginning(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '') + ELLIPSIS;
}

function cutArray(items: readonly unknown[], limit: number): unknown[] {
  const kept: unknown[] = [];
  let left = limit - 2;
  for (const item of items) {
    const separator = kept.length === 0 ? 0 : 1;
    if (left - separator < 4) {
      break;
    }
    const small = cut(item, left - separator);
    kept.push(small);
    left -= separator + lengthOf(small);
  }
  return kept;
}

function cutObject(
  object: Readonly<Record<string, unknown>>,
  limit: number
): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  let left = limit - 2;
  for (const [key, value] of Object.entries(object)) {
    const overhead = lengthOf(key) + 1 + (kept.length === 0 ? 0 : 1);
    if (left - overhead >= 4) {
      const small = cut(value, left - overhead);
      kept.push([key, small]);
      left -= overhead + lengthOf(small);
    }
  }
  return Object.fromEntries(kept);
}

function lengthOf(value: unknown): number {
  return (JSON.stringify(value) as string | undefined)?.length ?? 0;
}
