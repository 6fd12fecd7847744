/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An MCP server over stdio. SDK v1, protocol revision 2025-11-25: it can send
// requests of its own, such as for the host's language model (sampling).
import { setTimeout as delay } from 'node:timers/promises';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const NOTES =
  'The harbour café opens at eight. Last time we forgot the towels.';

const mcpServer = new McpServer({ name: 'notes', version: '1.0.0' });

mcpServer.registerTool('search_notes', {}, async () => {
  await delay(900); // a slow index
  return { content: [{ type: 'text', text: NOTES }] };
});

mcpServer.registerTool('packing_list', {}, async () => {
  const question = `What should we pack? ${NOTES}`;
  const { content } = await mcpServer.server.createMessage({
    messages: [{ role: 'user', content: { type: 'text', text: question } }],
    maxTokens: 100,
  });
  return { content: [content] };
});

// The process ends when the host closes stdin: nothing else keeps it alive.
await mcpServer.connect(new StdioServerTransport());
