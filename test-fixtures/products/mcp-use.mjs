/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server of mcp-use over HTTP, in the process of its client.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { MCPServer, text } from 'mcp-use';
import { once } from 'node:events';
import { createServer } from 'node:net';

const server = new MCPServer({ name: 'products', version: '1.0.0' });
server.tool({ name: 'echo', description: 'Answers.' }, () =>
  Promise.resolve(text('echo'))
);
const port = await freePort();
await server.listen(port);
const url = new URL(`http://127.0.0.1:${port}/mcp`);
const client = new Client({ name: 'products', version: '1.0.0' });
await client.connect(new StreamableHTTPClientTransport(url));
await client.callTool({ name: 'echo', arguments: {} });
await client.close();
await server.close();

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
