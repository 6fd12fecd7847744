/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Calls the tools of a server which Sentry wraps: one that works, one that fails,
// one that is not there, and one that calls a server which Sentry does not wrap:
// `node application.mjs v1|v2`.
import * as Sentry from '@sentry/node';
import { Client as Client2 } from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as server2 from '@modelcontextprotocol/server';

const sdk =
  process.argv[2] === 'v1'
    ? { Client, McpServer, InMemoryTransport }
    : { ...server2, Client: Client2 };

const info = { name: 'sentry', version: '1.0.0' };
const capabilities = { logging: {} };

async function connect(server) {
  const [ours, theirs] = sdk.InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  const client = new sdk.Client(info);
  await client.connect(ours);
  return client;
}

const inner = new sdk.McpServer(info);
inner.registerTool('inner', {}, () => ({ content: [] }));

const outer = Sentry.wrapMcpServerWithSentry(
  new sdk.McpServer(info, { capabilities })
);
outer.registerTool('ok', {}, async () => {
  await outer.server.sendLoggingMessage({ level: 'error', data: 'logged' });
  return Sentry.startSpan({ name: 'work' }, () => ({ content: [] }));
});
outer.registerTool('bad', {}, () => {
  throw new Error('bad');
});

await Sentry.startSpan({ name: 'agent' }, async () => {
  const toInner = await connect(inner);
  outer.registerTool('relay', {}, () => toInner.callTool({ name: 'inner' }));
  const client = await connect(outer);
  for (const name of ['ok', 'bad', 'missing', 'relay']) {
    await client.callTool({ name }).catch(() => undefined);
  }
  await client.close();
  await toInner.close();
});
await new Promise(resolve => setImmediate(resolve));
console.log(JSON.stringify(globalThis.recorded()));
// Sentry keeps timers.
process.exit();
