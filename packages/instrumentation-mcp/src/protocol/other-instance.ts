/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Options by name, of this version of the package or of another. */
type Options = Readonly<Record<string, unknown>>;

/** The names of all options that two instrumentations hold different values of. */
export function differences(one: Options, other: Options): string[] {
  return Object.keys(one).filter(
    name => Object.hasOwn(other, name) && !isEqual(one[name], other[name])
  );
}

/** Options are functions, or what survives JSON. */
function isEqual(one: unknown, other: unknown): boolean {
  return one === other || textOf(one) === textOf(other);
}

/** A function is like nothing but itself, which a symbol is as well. */
function textOf(value: unknown): unknown {
  return typeof value === 'function' ? Symbol() : JSON.stringify(value);
}
