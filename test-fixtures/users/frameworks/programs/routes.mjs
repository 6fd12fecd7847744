/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// MCP without sessions, on both lines of the SDK, for Node's own servers and for
// those of the Fetch API.
import { toNodeHandler } from '@modelcontextprotocol/node';
import { McpServer as McpServer1 } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';

const INFO = { name: 'served', version: '1.0.0' };
const STATELESS = { sessionIdGenerator: undefined };

function withTool(server) {
  server.registerTool('echo', {}, () => ({ content: [] }));
  return server;
}

async function connected(transport) {
  await withTool(new McpServer1(INFO)).connect(transport);
  return transport;
}

export async function node1(request, response, body) {
  const transport = new StreamableHTTPServerTransport(STATELESS);
  await (await connected(transport)).handleRequest(request, response, body);
}

export async function fetch1(request) {
  const transport = new WebStandardStreamableHTTPServerTransport(STATELESS);
  return (await connected(transport)).handleRequest(request);
}

const handler = createMcpHandler(() => withTool(new McpServer(INFO)));

export const node2 = toNodeHandler(handler);
export const fetch2 = request => handler.fetch(request);
