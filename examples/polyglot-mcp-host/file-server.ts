/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An MCP server over stdio that reads files, in TypeScript on SDK v2. Its only line
// of OpenTelemetry is the span around reading.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { trace } from '@opentelemetry/api';
import * as z from 'zod';

function read(name: string): Promise<string> {
  const attributes = { 'file.name': name };
  return trace
    .getTracer('files')
    .startActiveSpan(`read ${name}`, { attributes }, async span => {
      try {
        return await readFile(join(import.meta.dirname, 'files', name), 'utf8');
      } finally {
        span.end();
      }
    });
}

serveStdio(() => {
  const server = new McpServer({ name: 'files', version: '1.0.0' });
  const inputSchema = z.object({ name: z.enum(['author.txt']) });
  server.registerTool('read_file', { inputSchema }, async ({ name }) => ({
    content: [{ type: 'text', text: await read(name) }],
  }));
  return server;
});
