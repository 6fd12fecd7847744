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
/** Never ends, where $FLUSH says so. */
const flush = () => {
  if (process.env.FLUSH !== 'hangs') return Promise.resolve();
  process.stderr.write('flushing\n');
  setTimeout(() => process.stderr.write('a second later\n'), 1_000);
  return new Promise(() => {});
};
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
    spanProcessors: [
      { onStart() {}, onEnd, forceFlush: flush, shutdown: none },
    ],
  })
);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
