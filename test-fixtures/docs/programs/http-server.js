/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';

const handler = createMcpHandler(() => {
  const server = new McpServer({ name: 'clock', version: '1.0.0' });
  server.registerTool('now', {}, () => ({ content: [] }));
  return server;
});
createServer(toNodeHandler(handler)).listen(process.env.PORT, '127.0.0.1');
