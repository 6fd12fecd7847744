/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// As start-node-sdk.mjs, in CommonJS.
const { trace } = require('@opentelemetry/api');
const {
  OTLPTraceExporter,
} = require('@opentelemetry/exporter-trace-otlp-http');
const {
  UndiciInstrumentation,
} = require('@opentelemetry/instrumentation-undici');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace');
const { OpenSpans, reportAtExit } = require('../preload/report.cjs');

const open = new OpenSpans();
const exporter = new OTLPTraceExporter();
new NodeSDK({
  spanProcessors: [open, new BatchSpanProcessor({ exporter })],
  instrumentations: [new UndiciInstrumentation()],
}).start();
reportAtExit(open, () => trace.getTracerProvider().getDelegate());
