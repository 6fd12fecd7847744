/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const mcpServer = new McpServer({ name: 'dying', version: '1.0.0' });
mcpServer.registerTool('die', {}, () => process.exit(1));
await mcpServer.connect(new StdioServerTransport());
