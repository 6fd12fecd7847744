/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { trace } from '@opentelemetry/api';
import * as z from 'zod';

const { LINE } = process.env;
const tracer = trace.getTracer('application');
const answer = { content: [] };

function toolsOf(server, inputSchema) {
  server.registerTool('reckon', { inputSchema }, async ({ id }) => {
    const span = tracer.startSpan(`handler ${id}`);
    await new Promise(setImmediate);
    span.end();
    return answer;
  });
  server.registerTool('fail', { inputSchema }, () => ({
    ...answer,
    isError: true,
  }));
  server.registerTool('flush', { inputSchema }, async () => {
    await globalThis.flush();
    return answer;
  });
}

if (LINE === 'v1') {
  const { McpServer } = await import('@modelcontextprotocol/sdk/server/mcp.js');
  const { Server } = await import('@modelcontextprotocol/sdk/server/index.js');
  const serverStdio = await import('@modelcontextprotocol/sdk/server/stdio.js');
  globalThis.way.modules?.({ Server, serverStdio });
  const server = new McpServer({ name: 'server', version: '1.0.0' });
  toolsOf(server, { id: z.string() });
  globalThis.way.server(server.server);
  await server.connect(new serverStdio.StdioServerTransport());
} else {
  const { McpServer, Server } = await import('@modelcontextprotocol/server');
  const serverStdio = await import('@modelcontextprotocol/server/stdio');
  globalThis.way.modules?.({ Server, serverStdio });
  serverStdio.serveStdio(() => {
    const server = new McpServer({ name: 'server', version: '1.0.0' });
    toolsOf(server, z.object({ id: z.string() }));
    globalThis.way.server(server);
    return server;
  });
}
