/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { trace, type Context } from '@opentelemetry/api';
import { isObject, ownValue } from '../carrier/objects.ts';
import { extractMeta } from '../propagation/extract-meta.ts';
import type { MetaPropagationOptions } from '../propagation/options.ts';
import { reportFailure } from '../propagation/report-failure.ts';
import { spanContextOf, withoutSpan } from '../propagation/span-context.ts';
import { datadogSpanContext } from './datadog.ts';

/**
 * A place other than the keys of `params._meta` where some clients put context:
 * - `datadog`: `params._meta._dd_trace_context`, an object of Datadog's headers
 *   (dd-trace for Python and for JavaScript);
 * - `arguments`: `params.arguments._meta`, with the keys of the configured
 *   propagator (clients that can set nothing but the arguments of a tool).
 */
export type ForeignCarrier = 'datadog' | 'arguments';

/**
 * Reads the context that a peer sent in a foreign carrier.
 *
 * @param context what the result is built on.
 * @param params the `params` of the message, of any shape.
 * @param carriers where to look, in this order, until there is a valid trace
 *   context.
 * @returns a context with the remote span context (and baggage, where the
 *   carrier has some), or `context` itself when there is nothing usable.
 *
 * Never throws: a failure is told to `diag` and gives `context`.
 */
export function extractForeign(
  context: Context,
  params: unknown,
  carriers: readonly ForeignCarrier[],
  options?: MetaPropagationOptions
): Context {
  try {
    if (!isObject(params)) return context;
    const base = withoutSpan(context);
    for (const carrier of carriers) {
      const extracted = read(carrier, base, params, options);
      if (spanContextOf(extracted) !== undefined) return extracted;
    }
  } catch (error) {
    reportFailure('extracting from a foreign carrier', error);
  }
  return context;
}

function read(
  carrier: ForeignCarrier,
  base: Context,
  params: Record<string, unknown>,
  options: MetaPropagationOptions | undefined
): Context {
  switch (carrier) {
    case 'arguments':
      return extractMeta(base, ownValue(params, 'arguments'), options);
    case 'datadog': {
      const meta = ownValue(params, '_meta');
      if (!isObject(meta)) return base;
      return fromDatadog(base, ownValue(meta, '_dd_trace_context'), options);
    }
    default:
      return base;
  }
}

/** Datadog's tracers write `traceparent` beside their own headers by default. */
function fromDatadog(
  base: Context,
  carrier: unknown,
  options: MetaPropagationOptions | undefined
): Context {
  const extracted = extractMeta(base, { _meta: carrier }, options);
  if (spanContextOf(extracted) !== undefined) return extracted;
  const spanContext = datadogSpanContext(carrier);
  return spanContext === undefined
    ? base
    : trace.setSpanContext(base, spanContext);
}
