/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// What an application does that starts OpenTelemetry by itself and knows nothing
// of MCP: imported before anything else.
import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import { OpenSpans, reportAtExit } from '../preload/report.cjs';

const open = new OpenSpans();
const exporter = new OTLPTraceExporter();
new NodeSDK({
  spanProcessors: [open, new BatchSpanProcessor({ exporter })],
  instrumentations: [new UndiciInstrumentation()],
}).start();
reportAtExit(open, () => trace.getTracerProvider().getDelegate());
