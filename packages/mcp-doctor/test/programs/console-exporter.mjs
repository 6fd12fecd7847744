/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: spans go to the console.
import {
  ConsoleSpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { trace } from '@opentelemetry/api';
import { parts } from './start-sdk.mjs';

parts.contextManager();
parts.propagator();
const exporter = new ConsoleSpanExporter();
trace.setGlobalTracerProvider(
  new TracerProvider({
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  })
);
const span = trace.getTracer('start').startSpan('start');
span.end();
