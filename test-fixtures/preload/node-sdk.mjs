/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// NodeSDK with MCP among its instrumentations. ES modules need OpenTelemetry's
// loader beside it (--experimental-loader).
import { trace } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import { McpInstrumentation } from 'opentelemetry-instrumentation-mcp';
import { OpenSpans, reportAtExit } from './report.cjs';

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
