/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Is bundled with everything: the SDK, OpenTelemetry and the instrumentation.
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { McpServer } from '@modelcontextprotocol/server';
import { trace } from '@opentelemetry/api';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import { McpInstrumentation } from 'opentelemetry-instrumentation-mcp';

const spans = [];
const processor = {
  onStart() {},
  onEnd: span => spans.push(`${span.kind} ${span.name}`),
  forceFlush: async () => {},
  shutdown: async () => {},
};
trace.setGlobalTracerProvider(
  new TracerProvider({ spanProcessors: [processor] })
);
const instrumentation = new McpInstrumentation();
registerInstrumentations({ instrumentations: [instrumentation] });
instrumentation.instrument(Client);
instrumentation.instrument(McpServer);

async function main() {
  const info = { name: 'in-code', version: '1.0.0' };
  const server = new McpServer(info);
  server.registerTool('answer', {}, () => ({ content: [] }));
  const client = new Client(info);
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  await client.connect(ours);
  await client.callTool({ name: 'answer', arguments: {} });
  await client.close();
  console.log(spans.sort().join('\n'));
}

main();
