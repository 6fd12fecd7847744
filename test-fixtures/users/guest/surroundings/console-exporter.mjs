/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: OpenTelemetry 2.x or 3.x, whose console exporter prints each span as it
// ends.
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import * as sdk from '@opentelemetry/sdk-trace';

const Provider = sdk.TracerProvider ?? sdk.BasicTracerProvider;
const exporter = new sdk.ConsoleSpanExporter();
const none = () => Promise.resolve();
const processor = {
  onStart: () => undefined,
  onEnd: span => exporter.export([span], () => undefined),
  forceFlush: none,
  shutdown: none,
};
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
trace.setGlobalTracerProvider(new Provider({ spanProcessors: [processor] }));
trace.getTracer('set-up').startSpan('before anything').end();
