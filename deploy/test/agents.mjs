/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Agents that come and go, until they are stopped; some lose their server.
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const url = new URL(process.argv[2]);

async function visit(tools) {
  const client = new Client({ name: 'agent', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(url);
  await client.connect(transport);
  for (const name of tools) await client.callTool({ name });
  await transport.terminateSession();
  await client.close();
}

async function loseServer() {
  const client = new Client({ name: 'agent', version: '1.0.0' });
  const args = ['dying-server.mjs'];
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args })
  );
  await client.callTool({ name: 'die' }).catch(() => undefined);
}

async function forever(action) {
  for (;;) {
    await action();
    await delay(100);
  }
}

console.log('started');
await Promise.all([
  forever(() => visit(['search', 'search', 'refund'])),
  forever(() => visit(['report'])),
  forever(loseServer),
]);
