/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A client and a server in one process, in CommonJS.
const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const { InMemoryTransport } = require('@modelcontextprotocol/sdk/inMemory.js');
const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');

async function main() {
  const info = { name: 'memory', version: '1.0.0' };
  const server = new McpServer(info);
  server.registerTool('answer', {}, () => ({ content: [] }));
  const client = new Client(info);
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  await client.connect(ours);
  await client.callTool({ name: 'answer', arguments: {} });
  await client.close();
}

void main();
