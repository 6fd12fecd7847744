/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const TRACEPARENT = 'traceparent';
const TRACESTATE = 'tracestate';
const BAGGAGE = 'baggage';

/**
 * The keys which must not survive in `_meta` beside `written`: those of the
 * propagator's `fields` which it left out this time belong to an older trace
 * context.
 *
 * - `baggage` is independent of any trace: it neither makes other keys stale nor
 *   becomes stale.
 * - `tracestate` is an annex of `traceparent` (W3C Trace Context): where no
 *   `traceparent` was written, the pair that the caller supplied stays.
 */
export function staleFields(
  fields: readonly string[],
  written: ReadonlyMap<string, string>
): string[] {
  const replaced = [...written.keys()].some(key => key !== BAGGAGE);
  if (!replaced) return [];
  return fields.filter(
    field => !written.has(field) && !survives(field, written)
  );
}

function survives(
  field: string,
  written: ReadonlyMap<string, string>
): boolean {
  if (field === TRACEPARENT || field === TRACESTATE) {
    return !written.has(TRACEPARENT);
  }
  return field === BAGGAGE;
}
