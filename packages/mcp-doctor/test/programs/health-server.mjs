/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server over stdio that answers health checks at once, and MCP a little later.
import '@modelcontextprotocol/sdk/server/mcp.js';
import { createServer } from 'node:http';

createServer((_, response) => response.writeHead(404).end('no')).listen(
  0,
  '127.0.0.1'
);
setTimeout(() => void import('./server.mjs'), 60_000);
