/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The weather as an MCP server over stdio.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const mcpServer = new McpServer(
  { name: 'weather', version: '1.0.0' },
  { capabilities: { logging: {} } }
);
mcpServer.registerTool('forecast', {}, async ({ sendNotification }) => {
  // A log message of MCP, which becomes a log record of this very call.
  await sendNotification({
    method: 'notifications/message',
    params: { level: 'info', logger: 'weather', data: 'asking the stations' },
  });
  return { content: [{ type: 'text', text: 'sunny, 24 degrees' }] };
});
await mcpServer.connect(new StdioServerTransport());
