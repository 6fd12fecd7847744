/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An MCP server over Streamable HTTP with sessions: a tool that goes well, one that
// fails, a slow one.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

const sessions = new Map();

async function openSession() {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: id => sessions.set(id, transport),
    onsessionclosed: id => sessions.delete(id),
  });
  const mcpServer = new McpServer({ name: 'shop', version: '1.0.0' });
  mcpServer.registerTool('search', {}, () => ({ content: [] }));
  mcpServer.registerTool('refund', {}, () => ({ content: [], isError: true }));
  mcpServer.registerTool('report', {}, async () => {
    await delay(2100);
    return { content: [] };
  });
  await mcpServer.connect(transport);
  return transport;
}

const server = createServer(async (request, response) => {
  const known = sessions.get(request.headers['mcp-session-id']);
  const transport = known ?? (await openSession());
  await transport.handleRequest(request, response);
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/mcp`);
});
