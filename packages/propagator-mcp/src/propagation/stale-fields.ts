/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { JsonObject } from '../carrier/objects.ts';
import { BAGGAGE_KEY } from './baggage.ts';

const TRACEPARENT = 'traceparent';
const TRACESTATE = 'tracestate';

/**
 * Whether a field of the propagator must not survive in `_meta` beside what was
 * written: one that the propagator left out this time belongs to an older trace
 * context.
 *
 * - `baggage` is independent of any trace: it neither makes other keys stale nor
 *   becomes stale.
 * - `tracestate` is an annex of `traceparent` (W3C Trace Context): where no
 *   `traceparent` was written, the pair that the caller supplied stays.
 */
export function isStale(field: string, written: JsonObject): boolean {
  if (field === BAGGAGE_KEY || Object.hasOwn(written, field)) return false;
  return field === TRACEPARENT || field === TRACESTATE
    ? Object.hasOwn(written, TRACEPARENT)
    : Object.keys(written).some(key => key !== BAGGAGE_KEY);
}
