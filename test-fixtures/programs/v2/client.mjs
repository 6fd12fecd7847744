/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import * as otel from '@opentelemetry/api';
import {
  Client,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { LineTransport } from '../scenario/line-transport.cjs';
import { runClient } from '../scenario/run-client.cjs';
import { clientLine } from './line.cjs';

const server = JSON.parse(process.env.MCP_SERVER);
const transports = {
  stdio: () => new StdioClientTransport(server),
  http: () => new StreamableHTTPClientTransport(new URL(server.url)),
  lines: () => LineTransport.connect(new URL(server.url)),
};
const createTransport = transports[process.argv[2]];
await runClient(clientLine({ Client, createTransport }), otel);
