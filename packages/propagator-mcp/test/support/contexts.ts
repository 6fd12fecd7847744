/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import {
  ROOT_CONTEXT,
  propagation,
  trace,
  type Context,
  type SpanContext,
} from '@opentelemetry/api';
import { TraceState } from '@opentelemetry/core';

export const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
export const SPAN_ID = 'b7ad6b7169203331';
export const TRACEPARENT = `00-${TRACE_ID}-${SPAN_ID}-01`;

/** Somebody else's trace, as a peer or an application would have left it. */
export const FOREIGN_TRACEPARENT =
  '00-11111111111111111111111111111111-2222222222222222-01';

/** ROOT_CONTEXT with a span, and with tracestate and baggage where given. */
export function contextWith(
  options: {
    tracestate?: string;
    baggage?: Record<string, string>;
    span?: boolean;
  } = {}
): Context {
  let context = ROOT_CONTEXT;
  if (options.span ?? true) {
    context = trace.setSpanContext(context, {
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      traceFlags: 1,
      ...(options.tracestate === undefined
        ? {}
        : { traceState: new TraceState(options.tracestate) }),
    });
  }
  return options.baggage === undefined
    ? context
    : propagation.setBaggage(context, baggageOf(options.baggage));
}

function baggageOf(entries: Record<string, string>) {
  return propagation.createBaggage(
    Object.fromEntries(
      Object.entries(entries).map(([key, value]) => [key, { value }])
    )
  );
}

export function spanContextOf(context: Context): SpanContext {
  const spanContext = trace.getSpanContext(context);
  if (spanContext === undefined) throw new Error('the context has no span');
  return spanContext;
}

export function baggageIn(context: Context): Record<string, string> {
  const entries = propagation.getBaggage(context)?.getAllEntries() ?? [];
  return Object.fromEntries(entries.map(([key, { value }]) => [key, value]));
}
