/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An MCP server over Streamable HTTP with sessions (SDK v1, 2025-11-25). It asks
// the agent's model and its user while a tool runs, calls an HTTP service, and
// closes a stream before the answer is there, which the client then resumes.
import { randomUUID } from 'node:crypto';
import { createServer, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import {
  CreateMessageResultSchema,
  ElicitResultSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { events } from './events.mjs';

const rooms = process.argv[2];
const text = text => ({ content: [{ type: 'text', text }] });

/** With node:http, as older libraries do. */
const byNodeHttp = url =>
  new Promise((resolve, reject) => {
    get(url, async response => {
      let body = '';
      for await (const part of response) body += part;
      resolve(body);
    }).on('error', reject);
  });

function createHotelServer() {
  const mcpServer = new McpServer({ name: 'hotel', version: '1.0.0' });

  mcpServer.registerTool('find_room', {}, async () => {
    const [free, prices] = await Promise.all([
      fetch(new URL('/free', rooms)).then(response => response.text()),
      byNodeHttp(new URL('/prices', rooms)),
    ]);
    return text(`${free}, ${prices}`);
  });

  mcpServer.registerTool('describe_room', {}, async extra => {
    const content = { type: 'text', text: 'Describe room 12 in one line.' };
    const messages = [{ role: 'user', content }];
    const answer = await extra.sendRequest(
      { method: 'sampling/createMessage', params: { messages, maxTokens: 50 } },
      CreateMessageResultSchema
    );
    return { content: [answer.content] };
  });

  mcpServer.registerTool('book_room', {}, async extra => {
    const properties = { late: { type: 'boolean', title: 'Arrive late?' } };
    const requestedSchema = { type: 'object', properties };
    const message = 'Room 12 for 90 euros.';
    const answer = await extra.sendRequest(
      { method: 'elicitation/create', params: { message, requestedSchema } },
      ElicitResultSchema
    );
    return text(`${answer.action}ed`);
  });

  mcpServer.registerTool('print_invoice', {}, async extra => {
    extra.closeSSEStream(); // the answer will be there when the client is back
    await delay(400);
    await fetch(new URL('/invoice', rooms)).then(response => response.text());
    return text('invoice 7');
  });
  return mcpServer;
}

const sessions = new Map();

async function openSession() {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    eventStore: events(),
    retryInterval: 100,
    onsessioninitialized: id => sessions.set(id, transport),
    onsessionclosed: id => sessions.delete(id),
  });
  await createHotelServer().connect(transport);
  return transport;
}

const server = createServer(async (request, response) => {
  const id = request.headers['mcp-session-id'];
  const transport = sessions.get(id) ?? (await openSession());
  await transport.handleRequest(request, response);
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/mcp`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeIdleConnections();
});
