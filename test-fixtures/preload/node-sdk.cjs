/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// As node-sdk.mjs, in CommonJS, where no loader is needed.
const { trace } = require('@opentelemetry/api');
const {
  OTLPMetricExporter,
} = require('@opentelemetry/exporter-metrics-otlp-http');
const {
  OTLPTraceExporter,
} = require('@opentelemetry/exporter-trace-otlp-http');
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const {
  UndiciInstrumentation,
} = require('@opentelemetry/instrumentation-undici');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { PeriodicExportingMetricReader } = require('@opentelemetry/sdk-metrics');
const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace');
const { McpInstrumentation } = require('opentelemetry-instrumentation-mcp');
const { OpenSpans, reportAtExit } = require('./report.cjs');

const open = new OpenSpans();
const exporter = new OTLPTraceExporter();
const metricReader = new PeriodicExportingMetricReader({
  exporter: new OTLPMetricExporter(),
});
new NodeSDK({
  metricReaders: [metricReader],
  spanProcessors: [open, new BatchSpanProcessor({ exporter })],
  instrumentations: [
    new HttpInstrumentation(),
    new UndiciInstrumentation(),
    new McpInstrumentation(),
  ],
}).start();
reportAtExit(open, () => trace.getTracerProvider().getDelegate(), metricReader);
