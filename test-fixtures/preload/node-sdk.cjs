/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// As node-sdk.mjs, in CommonJS, where no loader is needed.
const { trace } = require('@opentelemetry/api');
const {
  OTLPTraceExporter,
} = require('@opentelemetry/exporter-trace-otlp-http');
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const {
  UndiciInstrumentation,
} = require('@opentelemetry/instrumentation-undici');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace');
const { McpInstrumentation } = require('opentelemetry-instrumentation-mcp');
const { OpenSpans, reportAtExit } = require('./report.cjs');

const open = new OpenSpans();
const exporter = new OTLPTraceExporter();
new NodeSDK({
  spanProcessors: [open, new BatchSpanProcessor({ exporter })],
  instrumentations: [
    new HttpInstrumentation(),
    new UndiciInstrumentation(),
    new McpInstrumentation(),
  ],
}).start();
reportAtExit(open, () => trace.getTracerProvider().getDelegate());
