/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// For versions of SDK v1 that `program.mjs` is too new for.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

async function serve() {
  const server = new McpServer({ name: 'old', version: '1.0.0' });
  server.tool('answer', () => ({ content: [{ type: 'text', text: '42' }] }));
  server.tool('fail', () => {
    throw new RangeError('no answer');
  });
  await server.connect(new StdioServerTransport());
}

async function call() {
  const client = new Client({ name: 'old', version: '1.0.0' });
  const { execPath: command, execArgv, argv, env } = process;
  const args = [...execArgv, argv[1], 'serve'];
  await client.connect(new StdioClientTransport({ command, args, env }));
  await client.callTool({ name: 'answer', arguments: {} });
  await client.callTool({ name: 'fail', arguments: {} });
  await client.close();
}

void (process.argv[2] === 'serve' ? serve() : call());
