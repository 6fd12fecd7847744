/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server over HTTP, which could serve over stdio as well, and calls itself once.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

const server = new McpServer({ name: 'http', version: '1' });
server.registerTool('hello', {}, () => ({ content: [] }));
if (process.argv.includes('--stdio')) {
  await server.connect(new StdioServerTransport());
} else {
  const web = createServer((request, response) => {
    const transport = new StreamableHTTPServerTransport({
      enableJsonResponse: true,
    });
    void server
      .connect(transport)
      .then(() => transport.handleRequest(request, response));
  }).listen(0, '127.0.0.1');
  await once(web, 'listening');
  const accept = 'application/json, text/event-stream';
  const params = { name: 'hello', arguments: {} };
  const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
  const answer = await fetch(`http://127.0.0.1:${web.address().port}/mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(call),
  });
  await answer.text();
  web.close();
  web.closeAllConnections();
}
