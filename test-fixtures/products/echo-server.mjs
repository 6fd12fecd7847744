/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `node echo-server.mjs`: an unbundled server over stdio; with `http` over HTTP, until
// the standard input ends. Its URL is what it writes.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createServer } from 'node:http';

function echoServer() {
  const server = new McpServer({ name: 'echo', version: '1.0.0' });
  server.registerTool('echo', {}, () => ({
    content: [{ type: 'text', text: 'echo' }],
  }));
  return server;
}

/** Without sessions: a server for each request. */
async function handle(request, response) {
  const transport = new StreamableHTTPServerTransport({});
  await echoServer().connect(transport);
  await transport.handleRequest(request, response);
}

if (process.argv[2] === 'http') {
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  server.listen(0, '127.0.0.1', () => {
    console.log(`http://127.0.0.1:${server.address().port}/mcp`);
  });
  process.stdin.resume().once('end', () => {
    server.close();
    server.closeAllConnections();
  });
} else {
  await echoServer().connect(new StdioServerTransport());
}
