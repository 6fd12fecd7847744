/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import * as otel from '@opentelemetry/api';

const server = new McpServer({ name: 'stdio', version: '1' });
server.registerTool('hello', {}, () => ({
  content: [{ type: 'text', text: 'hello' }],
}));
await server.connect(new StdioServerTransport());
otel.diag.info('serving');
