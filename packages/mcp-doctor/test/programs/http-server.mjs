/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server over Streamable HTTP; at a path of its own, if there is one.
import { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node';
import { McpServer } from '@modelcontextprotocol/server';
import { createServer } from 'node:http';
import { define } from './define.cjs';

const [path = '/mcp', port = '0'] = process.argv.slice(2);
const transport = new NodeStreamableHTTPServerTransport({
  sessionIdGenerator: () => 'session-1',
});
await define(McpServer).connect(transport);
createServer((request, response) => {
  if (request.url === path) {
    void transport.handleRequest(request, response);
  } else {
    response.writeHead(404).end();
  }
}).listen(Number(port), '127.0.0.1');
