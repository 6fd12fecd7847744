/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// As sdk.mjs, in CommonJS.
const { context, metrics, propagation, trace } = require('@opentelemetry/api');
const {
  AsyncLocalStorageContextManager,
} = require('@opentelemetry/context-async-hooks');
const { W3CTraceContextPropagator } = require('@opentelemetry/core');
const {
  OTLPMetricExporter,
} = require('@opentelemetry/exporter-metrics-otlp-http');
const {
  OTLPTraceExporter,
} = require('@opentelemetry/exporter-trace-otlp-http');
const { registerInstrumentations } = require('@opentelemetry/instrumentation');
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const {
  UndiciInstrumentation,
} = require('@opentelemetry/instrumentation-undici');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const {
  MeterProvider,
  PeriodicExportingMetricReader,
} = require('@opentelemetry/sdk-metrics');
const {
  BatchSpanProcessor,
  TracerProvider,
} = require('@opentelemetry/sdk-trace');
const { OpenSpans, reportAtExit } = require('./report.cjs');

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
reportAtExit(open, () => tracerProvider, metricReader);
