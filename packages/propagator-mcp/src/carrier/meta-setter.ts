/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { TextMapSetter } from '@opentelemetry/api';
import { isPlainObject } from './objects.ts';

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
    Reflect.defineProperty(carrier, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } catch {
    // A proxy's trap threw: the carrier refuses the property.
  }
}
