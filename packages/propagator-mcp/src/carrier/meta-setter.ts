/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { TextMapSetter } from '@opentelemetry/api';
import { define, isPlainObject, type JsonObject } from './objects.ts';

/**
 * Writes propagation fields into a `_meta` object, in place; `injectMeta` is the
 * variant that leaves the caller's object alone.
 *
 * The key becomes an own property, whatever the prototype has under its name.
 * Ignored without an error: values that are no strings, carriers that are no
 * plain objects or refuse the property (frozen, sealed), and the key
 * `__proto__`, which would be a trap for receivers that merge `_meta` by plain
 * assignment. Never throws.
 */
export const metaSetter: TextMapSetter<unknown> = { set };

function set(carrier: unknown, key: string, value: unknown): void {
  if (key === '__proto__' || typeof value !== 'string') return;
  try {
    if (!isPlainObject(carrier)) return;
    define(carrier, key, value);
  } catch {
    // The carrier refuses the property, or its trap threw.
  }
}

/**
 * The same for a fresh object of our own, which needs no look at what it is. An
 * object that refuses a property is the propagator's failure.
 */
export const fieldSetter: TextMapSetter<JsonObject> = {
  set(fields, key, value: unknown) {
    if (key !== '__proto__' && typeof value === 'string') {
      define(fields, key, value);
    }
  },
};
