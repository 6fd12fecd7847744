/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const otel = require('@opentelemetry/api');
const {
  NodeStreamableHTTPServerTransport,
  toNodeHandler,
} = require('@modelcontextprotocol/node');
const {
  createMcpHandler,
  inputRequired,
  McpServer,
} = require('@modelcontextprotocol/server');
const {
  serveStdio,
  StdioServerTransport,
} = require('@modelcontextprotocol/server/stdio');
const http = require('node:http');
const { z } = require('zod');
const { defineServer } = require('../scenario/define-server.cjs');
const { serveHttp, withSessions } = require('../scenario/serve-http.cjs');
const { serveLines } = require('../scenario/line-transport.cjs');
const { serverLine } = require('./line.cjs');

const line = serverLine({ McpServer, inputRequired, z });
const createServer = defineServer(line, otel);
const serve = {
  legacy: {
    stdio: () => createServer().connect(new StdioServerTransport()),
    http() {
      const create = options => new NodeStreamableHTTPServerTransport(options);
      serveHttp(http, withSessions(create, createServer));
    },
    lines: () => serveLines(createServer),
  },
  modern: {
    stdio: () => serveStdio(createServer),
    http: () => serveHttp(http, toNodeHandler(createMcpHandler(createServer))),
  },
};
serve[process.env.MCP_ERA][process.argv[2]]();
