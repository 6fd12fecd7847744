/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Puts a method on an object itself, in place of an own or an inherited one.
 *
 * @returns puts back what was there, unless somebody else has replaced it since
 */
export function override(
  target: object,
  name: string,
  method: (...args: never[]) => unknown
): () => void {
  const own = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: own?.enumerable ?? false,
    writable: true,
    value: method,
  });
  return () => {
    if (Reflect.get(target, name) !== method) {
      return;
    }
    if (own === undefined) {
      Reflect.deleteProperty(target, name);
    } else {
      Object.defineProperty(target, name, own);
    }
  };
}
