/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  createContextKey,
  SpanKind,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { isObject } from '../model/json-rpc.ts';
import { kindOf } from '../telemetry/readable-span.ts';

/**
 * Where OpenTelemetry's HTTP instrumentation keeps its span for the frameworks
 * above it (`RPCMetadata` of `@opentelemetry/core`). Context keys are equal by
 * their description.
 */
const RPC_METADATA = createContextKey(
  'OpenTelemetry SDK Context Key RPC_METADATA'
);

/**
 * The span of the HTTP request that a context belongs to, which frameworks hide
 * behind spans of their middleware.
 */
export function httpSpanOf(context: Context): Span | undefined {
  const metadata = context.getValue(RPC_METADATA);
  const span = isObject(metadata) ? metadata['span'] : undefined;
  if (isSpan(span)) {
    return span;
  }
  const active = trace.getSpan(context);
  return active !== undefined && kindOf(active) === SpanKind.SERVER
    ? active
    : undefined;
}

/**
 * Whether a span has ended, as far as one can see: a server that was started in a
 * span keeps that one active in all of its requests.
 */
export function isOver(span: Span): boolean {
  return Reflect.get(span, 'ended') === true;
}

function isSpan(value: unknown): value is Span {
  return isObject(value) && typeof value['spanContext'] === 'function';
}
