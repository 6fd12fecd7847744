/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Two versions of SDK v1, and v2, in one bundle: each with a client and a server.
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js';
import { McpServer as Server1 } from '@modelcontextprotocol/sdk/server/mcp.js';
import { McpServer } from '@modelcontextprotocol/server';
import { Client as Older } from 'older-sdk/client/index.js';
import { McpServer as OlderServer } from 'older-sdk/server/mcp.js';

async function talk(AnyClient, AnyServer, name) {
  const info = { name: 'several', version: '1.0.0' };
  const server = new AnyServer(info);
  const done = () => ({ content: [] });
  if (AnyServer === McpServer) {
    server.registerTool(name, {}, done);
  } else {
    server.tool(name, done);
  }
  const client = new AnyClient(info);
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  await client.connect(ours);
  await client.callTool({ name, arguments: {} });
  await client.close();
}

async function main() {
  await talk(Client, McpServer, 'v2');
  await talk(Client1, Server1, 'v1');
  await talk(Older, OlderServer, 'older');
}

main();
