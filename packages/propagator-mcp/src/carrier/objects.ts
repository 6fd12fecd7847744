/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

export type JsonObject = Record<string, unknown>;

/** Anything JSON would write as an object; class instances included. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An object that a shallow copy reproduces in full: a literal, the result of
 * `JSON.parse`, or an object without prototype. A class instance is not: its
 * private fields, methods and identity would be lost in a copy.
 */
export function isPlainObject(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  // Tells apart what shares Object.prototype and yet is no literal: `arguments`
  // objects, module namespaces, whatever names itself by a toStringTag.
  if (Object.prototype.toString.call(value) !== '[object Object]') return false;
  const prototype = Reflect.getPrototypeOf(value);
  return prototype === null || isObjectPrototype(prototype);
}

/** `Object.prototype`, of this realm or of another (`node:vm`, test runners). */
function isObjectPrototype(prototype: object): boolean {
  return (
    prototype === Object.prototype ||
    (Reflect.getPrototypeOf(prototype) === null &&
      Object.hasOwn(prototype, 'isPrototypeOf'))
  );
}

/**
 * The value of an own enumerable property, which is what JSON would write: what
 * sits on the prototype (`constructor`, `toString`) never left a peer.
 */
export function ownValue(object: JsonObject, key: string): unknown {
  const value = object[key];
  // Most of what is asked for is not there, which is told at less cost.
  return value !== undefined &&
    Object.prototype.propertyIsEnumerable.call(object, key)
    ? value
    : undefined;
}

/**
 * A shallow copy with the source's prototype and key order, and with `_meta` on
 * top. Object spread defines properties where `Object.assign` would assign them:
 * an own `__proto__` key (`JSON.parse` makes one) stays a mere key.
 */
export function withMeta(source: JsonObject, _meta: JsonObject): JsonObject {
  return withPrototypeOf(source, { ...source, _meta });
}

/** A shallow copy with the source's prototype. */
export function copyOf(source: JsonObject): JsonObject {
  return withPrototypeOf(source, { ...source });
}

function withPrototypeOf(source: JsonObject, copy: JsonObject): JsonObject {
  const prototype = Reflect.getPrototypeOf(source);
  if (prototype !== Object.prototype) Reflect.setPrototypeOf(copy, prototype);
  return copy;
}

/**
 * Makes `key` an own property, whatever the prototype or an accessor has under
 * its name. Not for `__proto__`.
 *
 * @throws TypeError when the object refuses the property
 */
export function define(object: JsonObject, key: string, value: unknown): void {
  if (key in object) {
    const writable = true;
    const property = { value, writable, enumerable: true, configurable: true };
    Object.defineProperty(object, key, property);
  } else {
    // The same, and many times faster.
    object[key] = value;
  }
}
