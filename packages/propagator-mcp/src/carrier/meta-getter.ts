/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { TextMapGetter } from '@opentelemetry/api';
import { isObject, ownValue } from './objects.ts';

/**
 * Reads propagation fields from a `_meta` object that a peer sent.
 *
 * `_meta` is JSON of the peer's choice, while propagators expect strings (a
 * number or an object makes some of them throw; of an array they take the first
 * element). So this getter sees own enumerable keys with string values, and
 * nothing else: no arrays, no keys of the prototype. Keys are case-sensitive.
 * A carrier that is no object has no keys. Never throws, not even on a carrier
 * with throwing accessors or proxy traps.
 */
export const metaGetter: TextMapGetter<unknown> = { get, keys };

function get(carrier: unknown, key: string): string | undefined {
  try {
    const value = isObject(carrier) ? ownValue(carrier, key) : undefined;
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function keys(carrier: unknown): string[] {
  try {
    return isObject(carrier)
      ? Object.keys(carrier).filter(key => get(carrier, key) !== undefined)
      : [];
  } catch {
    return [];
  }
}
