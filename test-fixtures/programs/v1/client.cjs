/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const otel = require('@opentelemetry/api');
const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const types = require('@modelcontextprotocol/sdk/types.js');
const { LineTransport } = require('../scenario/line-transport.cjs');
const { runClient } = require('../scenario/run-client.cjs');
const { clientLine } = require('./line.cjs');

const server = JSON.parse(process.env.MCP_SERVER);
const transports = {
  stdio() {
    const {
      StdioClientTransport,
    } = require('@modelcontextprotocol/sdk/client/stdio.js');
    return new StdioClientTransport(server);
  },
  http() {
    const {
      StreamableHTTPClientTransport,
    } = require('@modelcontextprotocol/sdk/client/streamableHttp.js');
    return new StreamableHTTPClientTransport(new URL(server.url));
  },
  sse() {
    const {
      SSEClientTransport,
    } = require('@modelcontextprotocol/sdk/client/sse.js');
    return new SSEClientTransport(new URL(server.url));
  },
  ws() {
    const {
      WebSocketClientTransport,
    } = require('@modelcontextprotocol/sdk/client/websocket.js');
    return new WebSocketClientTransport(new URL(server.url));
  },
  lines: () => LineTransport.connect(new URL(server.url)),
};
const createTransport = transports[process.argv[2]];
runClient(clientLine({ Client, types, createTransport }), otel);
