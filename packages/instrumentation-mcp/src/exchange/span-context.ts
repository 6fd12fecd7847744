/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  context as contextApi,
  propagation,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { LightContext } from './light-context.ts';

export function withSpan(context: Context, span: Span | undefined): Context {
  return span === undefined
    ? context
    : trace.setSpan(LightContext.of(context), span);
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
