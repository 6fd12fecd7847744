/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { propagation, type TextMapPropagator } from '@opentelemetry/api';

/** Where all copies of the API keep what is registered (its `global-utils`). */
const GLOBAL_API = Symbol.for('opentelemetry.js.api.1');

const known = new WeakMap<object, readonly string[]>();

/**
 * The keys that a propagator may write. They are fixed (OpenTelemetry
 * specification, "Propagators API", Fields), so a propagator is asked once, and
 * the API's `propagation` once for each propagator that gets registered.
 *
 * @throws whatever the propagator throws
 */
export function fieldsOf(propagator: TextMapPropagator): readonly string[] {
  const owner = propagator === propagation ? registered() : propagator;
  if (owner === undefined) return propagator.fields();
  const before = known.get(owner);
  if (before !== undefined) return before;
  const fields = [...propagator.fields()];
  known.set(owner, fields);
  return fields;
}

function registered(): object | undefined {
  // Read for each message: `Reflect.get` takes ten times as long.
  return (globalThis as { [GLOBAL_API]?: { propagation?: object } })[GLOBAL_API]
    ?.propagation;
}
