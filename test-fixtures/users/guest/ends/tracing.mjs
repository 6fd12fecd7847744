/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: an OpenTelemetry SDK whose spans are in $SPANS as soon as they end.
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import * as sdk from '@opentelemetry/sdk-trace';
import { appendFileSync } from 'node:fs';

const Provider = sdk.TracerProvider ?? sdk.BasicTracerProvider;
const none = () => Promise.resolve();
const onEnd = span => {
  const { spanId, traceId } = span.spanContext();
  const { name, kind, attributes } = span;
  const parent = span.parentSpanContext?.spanId ?? span.parentSpanId;
  const error = attributes['error.type'];
  appendFileSync(
    process.env.SPANS,
    `${JSON.stringify({ name, kind, spanId, traceId, parent, error })}\n`
  );
};
trace.setGlobalTracerProvider(
  new Provider({
    spanProcessors: [{ onStart() {}, onEnd, forceFlush: none, shutdown: none }],
  })
);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
