/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  context as contextApi,
  propagation,
  SpanKind,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import type { Opening } from './opening.ts';

/**
 * A server that is made anew for each request is the same one to all of them, and
 * knows its own tools; clients and sessions know those of their connection.
 */
export function ownerOfNames(
  { kind, connection }: Opening,
  shared: object
): object {
  return kind === SpanKind.SERVER && !connection.hasSession
    ? shared
    : connection;
}

export function withSpan(context: Context, span: Span | undefined): Context {
  return span === undefined ? context : trace.setSpan(context, span);
}

/** Who made a span may keep more in its context, which is left as it is. */
export function contextOfOther(
  parent: Context,
  span: Span | undefined
): Context {
  const active = contextApi.active();
  if (span === undefined || trace.getSpan(active) !== span) {
    return withSpan(parent, span);
  }
  const baggage = propagation.getBaggage(parent);
  return baggage === undefined
    ? active
    : propagation.setBaggage(active, baggage);
}
