/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server over HTTP that starts a server over stdio first, and has its tools.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const client = new Client({ name: 'gateway', version: '1.0.0' });
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: process.argv.slice(2),
    env: { ...process.env },
  })
);
await client.listTools();
process.argv.splice(2);
await import('./http-server.mjs');
process.once('SIGTERM', () => {
  void client.close().then(() => process.kill(process.pid, 'SIGTERM'));
});
