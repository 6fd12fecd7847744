/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import * as otel from '@opentelemetry/api';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import * as types from '@modelcontextprotocol/sdk/types.js';
import { LineTransport } from '../scenario/line-transport.cjs';
import { runClient } from '../scenario/run-client.cjs';
import { clientLine } from './line.cjs';

const server = JSON.parse(process.env.MCP_SERVER);
const transports = {
  async stdio() {
    const { StdioClientTransport } =
      await import('@modelcontextprotocol/sdk/client/stdio.js');
    return new StdioClientTransport(server);
  },
  async http() {
    const { StreamableHTTPClientTransport } =
      await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
    return new StreamableHTTPClientTransport(new URL(server.url));
  },
  async sse() {
    const { SSEClientTransport } =
      await import('@modelcontextprotocol/sdk/client/sse.js');
    return new SSEClientTransport(new URL(server.url));
  },
  async ws() {
    const { WebSocketClientTransport } =
      await import('@modelcontextprotocol/sdk/client/websocket.js');
    return new WebSocketClientTransport(new URL(server.url));
  },
  lines: () => LineTransport.connect(new URL(server.url)),
};
const createTransport = transports[process.argv[2]];
await runClient(clientLine({ Client, types, createTransport }), otel);
