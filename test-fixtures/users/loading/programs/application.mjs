/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import * as client2 from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as server2 from '@modelcontextprotocol/server';
import express from 'express';

await talk('v1', { Client, McpServer, InMemoryTransport });
await talk('v2', { ...server2, ...client2 });
console.log('express is a', typeof express);

async function talk(line, { Client, McpServer, InMemoryTransport }) {
  const info = { name: line, version: '1.0.0' };
  const server = new McpServer(info);
  server.registerTool(line, {}, () => ({ content: [] }));
  const client = new Client(info);
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  await client.connect(ours);
  await client.callTool({ name: line, arguments: {} });
  await client.close();
}
