/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Both ends in one process, whose application sets up OpenTelemetry and, with
// `--code`, the instrumentation as well.
import { createRequire } from 'node:module';
import { trace } from '@opentelemetry/api';
import * as sdk from '@opentelemetry/sdk-trace';

const Provider = sdk.TracerProvider ?? sdk.BasicTracerProvider;
const ours = [];
const none = () => Promise.resolve();
const count = ({ instrumentationScope: { name } }) => {
  if (name === 'opentelemetry-instrumentation-mcp') {
    ours.push(name);
  }
};
trace.setGlobalTracerProvider(
  new Provider({
    spanProcessors: [
      { onStart: count, onEnd: none, forceFlush: none, shutdown: none },
    ],
  })
);
const isCommonJs = process.argv.includes('--cjs');
const require = createRequire(import.meta.url);
const load = name => (isCommonJs ? require(name) : import(name));
const { McpServer, InMemoryTransport } = await load(
  '@modelcontextprotocol/server'
);
const { Client } = await load('@modelcontextprotocol/client');
if (process.argv.includes('--code')) {
  const { McpInstrumentation } = await load(
    'opentelemetry-instrumentation-mcp'
  );
  const instrumentation = new McpInstrumentation();
  instrumentation.enable();
  instrumentation.instrument(McpServer);
  instrumentation.instrument(Client);
}
const patched = Object.getOwnPropertySymbols(
  Object.getPrototypeOf(Client.prototype)
).length;
const server = new McpServer({ name: 's', version: '1' });
const client = new Client({ name: 'c', version: '1' });
const [a, b] = InMemoryTransport.createLinkedPair();
await server.connect(a);
await client.connect(b);
await client.close();
console.log(JSON.stringify({ spans: ours.length, patched }));
