/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import * as otel from '@opentelemetry/api';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import http from 'node:http';
import { z } from 'zod';
import { defineServer } from '../scenario/define-server.cjs';
import {
  serveHttp,
  withEventStreams,
  withSessions,
} from '../scenario/serve-http.cjs';
import { serveLines } from '../scenario/line-transport.cjs';
import { serveWebSockets } from '../scenario/websocket-transport.cjs';
import { serverLine } from './line.cjs';

const createServer = defineServer(serverLine({ McpServer, z }), otel);
const serve = {
  async stdio() {
    const { StdioServerTransport } =
      await import('@modelcontextprotocol/sdk/server/stdio.js');
    await createServer().connect(new StdioServerTransport());
  },
  async http() {
    const { StreamableHTTPServerTransport } =
      await import('@modelcontextprotocol/sdk/server/streamableHttp.js');
    const create = options => new StreamableHTTPServerTransport(options);
    serveHttp(http, withSessions(create, createServer));
  },
  async sse() {
    const { SSEServerTransport } =
      await import('@modelcontextprotocol/sdk/server/sse.js');
    const create = (...args) => new SSEServerTransport(...args);
    serveHttp(http, withEventStreams(create, createServer));
  },
  ws: () => serveWebSockets(createServer),
  lines: () => serveLines(createServer),
};
await serve[process.argv[2]]();
