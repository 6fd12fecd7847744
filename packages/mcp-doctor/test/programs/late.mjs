/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server whose first import sets up everything, after all that is imported
// beside it has been loaded.
import './late-set-up.mjs';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const server = new McpServer({ name: 'late', version: '1.0.0' });
server.registerTool('wait', {}, () => ({ content: [] }));
await server.connect(new StdioServerTransport());
