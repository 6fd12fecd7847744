/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An MCP server over stdio that logs with pino. It knows nothing of tracing.
const { McpServer } = require('@modelcontextprotocol/server');
const { serveStdio } = require('@modelcontextprotocol/server/stdio');
const { pino } = require('pino');
const z = require('zod');

// To stderr: stdout of a stdio server is the protocol's.
const logger = pino(pino.destination(2));

serveStdio(() => {
  const server = new McpServer({ name: 'notes', version: '1.0.0' });
  const inputSchema = z.object({ word: z.string() });
  server.registerTool('search', { inputSchema }, async ({ word }) => {
    logger.info('searching');
    const found = await search(word);
    if (found.length === 0) logger.warn('nothing found');
    return { content: [{ type: 'text', text: found.join('\n') }] };
  });
  return server;
});

async function search(word) {
  const notes = ['The harbour café opens at eight.'];
  logger.info({ notes: notes.length }, 'index opened');
  return notes.filter(note => note.includes(word));
}
