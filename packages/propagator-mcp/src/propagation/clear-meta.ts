/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { propagation } from '@opentelemetry/api';
import {
  copyOf,
  isPlainObject,
  ownValue,
  withMeta,
} from '../carrier/objects.ts';
import type { MetaPropagationOptions } from './options.ts';
import { fieldsOf } from './fields.ts';
import { reportFailure } from './report-failure.ts';

/** Removed whatever propagator is configured: they reach us from others as well. */
const WELL_KNOWN = [
  'traceparent',
  'tracestate',
  'baggage',
  '_dd_trace_context',
];

/**
 * Removes trace context and baggage from `params._meta`, for a message that a
 * gateway sends on to a peer that shall get none.
 *
 * @returns a copy of `params` whose `_meta` lacks the keys of W3C Trace Context,
 *   of W3C Baggage, of Datadog and of the propagator (its `fields()`); `params`
 *   themselves when there are none, and when `params` or their `_meta` are no
 *   plain objects. The caller's objects are never changed.
 *
 * Never throws: a failure is told to `diag`. Keys of a propagator that throws
 * stay, the others do not.
 */
export function clearMeta<Params>(
  params: Params,
  options?: MetaPropagationOptions
): Params;
export function clearMeta(
  params: unknown,
  options?: MetaPropagationOptions
): unknown {
  try {
    if (!isPlainObject(params)) return params;
    const meta = ownValue(params, '_meta');
    if (!isPlainObject(meta)) return params;
    const present = [...WELL_KNOWN, ...fields(options)].filter(field =>
      Object.hasOwn(meta, field)
    );
    if (present.length === 0) return params;
    const cleared = copyOf(meta);
    for (const field of present) Reflect.deleteProperty(cleared, field);
    return withMeta(params, cleared);
  } catch (error) {
    reportFailure('clearing _meta', error);
    return params;
  }
}

function fields(options: MetaPropagationOptions | undefined) {
  try {
    return fieldsOf(options?.propagator ?? propagation);
  } catch (error) {
    reportFailure('clearing _meta', error);
    return [];
  }
}
