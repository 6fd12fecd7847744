/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An OpenTelemetry set-up as an application has it, which knows nothing of MCP.
import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { createRequire } from 'node:module';
import { OpenSpans, reportAtExit } from './report.cjs';

const open = new OpenSpans();
const resource = resourceFromAttributes({
  'service.name': process.env.OTEL_SERVICE_NAME,
});
const metricReader = new PeriodicExportingMetricReader({
  exporter: new OTLPMetricExporter(),
});
const tracerProvider = new TracerProvider({
  resource,
  spanProcessors: [
    open,
    new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }),
  ],
});
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
trace.setGlobalTracerProvider(tracerProvider);
metrics.setGlobalMeterProvider(
  new MeterProvider({ resource, readers: [metricReader] })
);
registerInstrumentations({
  instrumentations: [new HttpInstrumentation(), new UndiciInstrumentation()],
});
// without a loader hook only a require() gets it instrumented
createRequire(import.meta.url)('node:http');
reportAtExit(open, () => tracerProvider, metricReader);
