/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const otel = require('@opentelemetry/api');
const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');
const http = require('node:http');
const { z } = require('zod');
const { defineServer } = require('../scenario/define-server.cjs');
const {
  serveHttp,
  withEventStreams,
  withSessions,
} = require('../scenario/serve-http.cjs');
const { serveLines } = require('../scenario/line-transport.cjs');
const { serveWebSockets } = require('../scenario/websocket-transport.cjs');
const { serverLine } = require('./line.cjs');

const createServer = defineServer(serverLine({ McpServer, z }), otel);
const serve = {
  stdio() {
    const {
      StdioServerTransport,
    } = require('@modelcontextprotocol/sdk/server/stdio.js');
    return createServer().connect(new StdioServerTransport());
  },
  http() {
    const {
      StreamableHTTPServerTransport,
    } = require('@modelcontextprotocol/sdk/server/streamableHttp.js');
    const create = options => new StreamableHTTPServerTransport(options);
    serveHttp(http, withSessions(create, createServer));
  },
  sse() {
    const {
      SSEServerTransport,
    } = require('@modelcontextprotocol/sdk/server/sse.js');
    const create = (...args) => new SSEServerTransport(...args);
    serveHttp(http, withEventStreams(create, createServer));
  },
  ws: () => serveWebSockets(createServer),
  lines: () => serveLines(createServer),
};
serve[process.argv[2]]();
