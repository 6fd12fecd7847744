/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server over stdio without fault.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const server = new McpServer({ name: 'server', version: '1.0.0' });
server.registerTool('wait', {}, () => ({ content: [] }));
await server.connect(new StdioServerTransport());
