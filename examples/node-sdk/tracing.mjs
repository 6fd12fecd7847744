/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The OpenTelemetry set-up, loaded before the program: node --import ./tracing.mjs
import 'opentelemetry-instrumentation-mcp/hooks'; // programs in CommonJS need none
import { SpanKind } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { McpInstrumentation } from 'opentelemetry-instrumentation-mcp';

// Prints spans where there is no backend. To stderr: stdout of a stdio server is the
// protocol's.
const printing = {
  export(spans, done) {
    for (const span of spans) {
      const { traceId } = span.spanContext();
      const service = span.resource.attributes['service.name'];
      console.error(traceId, service, SpanKind[span.kind], span.name);
    }
    done({ code: 0 });
  },
  shutdown: async () => {},
};

const sdk = new NodeSDK({
  serviceName: process.env.OTEL_SERVICE_NAME ?? 'agent',
  // With a backend, all goes where the variables OTEL_EXPORTER_OTLP_* say.
  ...(process.env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined && {
    traceExporter: printing,
    metricReaders: [],
    logRecordProcessors: [],
  }),
  instrumentations: [new McpInstrumentation()],
});
sdk.start();

// A stdio server ends when its stdin does. What it has not sent by then, it
// sends now.
process.once('beforeExit', () => sdk.shutdown());
