/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const otel = require('@opentelemetry/api');
const {
  Client,
  StreamableHTTPClientTransport,
} = require('@modelcontextprotocol/client');
const { StdioClientTransport } = require('@modelcontextprotocol/client/stdio');
const { LineTransport } = require('../scenario/line-transport.cjs');
const { runClient } = require('../scenario/run-client.cjs');
const { clientLine } = require('./line.cjs');

const server = JSON.parse(process.env.MCP_SERVER);
const transports = {
  stdio: () => new StdioClientTransport(server),
  http: () => new StreamableHTTPClientTransport(new URL(server.url)),
  lines: () => LineTransport.connect(new URL(server.url)),
};
const createTransport = transports[process.argv[2]];
runClient(clientLine({ Client, createTransport }), otel);
