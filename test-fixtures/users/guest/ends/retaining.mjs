/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// What is opened during calls and lives on: does it keep the calls alive?
import { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node';
import {
  Client,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { McpServer } from '@modelcontextprotocol/server';
import { trace } from '@opentelemetry/api';
import { createServer } from 'node:http';

const CALLS = 20;
const SIZE = 2_000_000;
const server = new McpServer({ name: 'server', version: '1' });
server.registerTool('big', {}, () => ({
  content: [{ type: 'text', text: `${'x'.repeat(SIZE)}${Math.random()}` }],
}));
const transport = new NodeStreamableHTTPServerTransport({
  sessionIdGenerator: () => 'session',
});
await server.connect(transport);
const http = createServer((request, response) => {
  void transport.handleRequest(request, response);
});
await new Promise(resolve => http.listen(0, '127.0.0.1', resolve));

const living = [];
const client = new Client({ name: 'client', version: '1' });
await client.connect(
  new StreamableHTTPClientTransport(
    new URL(`http://127.0.0.1:${http.address().port}/mcp`),
    {
      fetch: (url, init) => {
        living.push(setInterval(() => undefined, 1_000_000));
        return fetch(url, init);
      },
    }
  )
);
const call = () =>
  trace.getTracer('app').startActiveSpan('call', async span => {
    await client.callTool({ name: 'big', arguments: {} });
    span.end();
  });
const heapUsed = async () => {
  await new Promise(resolve => setTimeout(resolve, 50));
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};
await call();
const before = await heapUsed();
for (let calls = 0; calls < CALLS; calls += 1) {
  await call();
}
const kept = ((await heapUsed()) - before) / SIZE;
process.stdout.write(JSON.stringify({ kept, living: living.length }));
process.exit(0);
