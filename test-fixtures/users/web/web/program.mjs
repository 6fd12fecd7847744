/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A client and a server of SDK v2 in a page or a worker, connected by `fetch`.
import {
  Client,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { propagation, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import { McpInstrumentation } from 'opentelemetry-instrumentation-mcp';

const spans = [];
const processor = {
  onStart() {},
  onEnd(span) {
    const { traceId, spanId } = span.spanContext();
    const { name, kind, attributes, parentSpanContext } = span;
    const parentId = parentSpanContext?.spanId;
    spans.push({ name, kind, attributes, traceId, spanId, parentId });
  },
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};

/** Calls a tool. Resolves with the spans, as `tracing.mjs` writes them. */
export async function roundTrip() {
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [processor] })
  );
  const instrumentation = new McpInstrumentation();
  instrumentation.instrument(Client);
  instrumentation.instrument(McpServer);
  instrumentation.instrument(StreamableHTTPClientTransport);
  const info = { name: 'web', version: '1.0.0' };
  const handler = instrumentation.instrument(
    createMcpHandler(() => {
      const server = new McpServer(info);
      server.registerTool('answer', {}, () => ({ content: [] }));
      return server;
    })
  );
  const client = new Client(info, { versionNegotiation: { mode: 'auto' } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL('http://web.test/mcp'), {
      fetch: (url, init) => handler.fetch(new Request(url, init)),
    })
  );
  await client.callTool({ name: 'answer', arguments: {} });
  await client.close();
  return spans;
}
