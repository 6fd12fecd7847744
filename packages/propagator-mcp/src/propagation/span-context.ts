/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import {
  isSpanContextValid,
  trace,
  type Context,
  type SpanContext,
} from '@opentelemetry/api';

/** The span of a context, unless it has none or an invalid one. */
export function spanContextOf(context: Context): SpanContext | undefined {
  const spanContext = trace.getSpanContext(context);
  return spanContext !== undefined && isSpanContextValid(spanContext)
    ? spanContext
    : undefined;
}

/**
 * `context` without its span; `context` itself where it has none, for every change
 * of a context copies all that it holds.
 */
export function withoutSpan(context: Context): Context {
  return trace.getSpan(context) === undefined
    ? context
    : trace.deleteSpan(context);
}
