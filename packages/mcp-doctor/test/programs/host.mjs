/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A host: starts a server, lists its tools. What the server is given of the
// environment: all (`all`), or what the SDK gives it by default.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [environment, ...args] = process.argv.slice(2);
const client = new Client({ name: 'host', version: '1.0.0' });
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args,
    ...(environment === 'all' ? { env: { ...process.env } } : {}),
  })
);
await client.listTools();
await client.close();
