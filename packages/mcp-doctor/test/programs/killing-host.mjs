/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A host that kills its server as soon as it has its answer.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const transport = new StdioClientTransport({
  command: process.execPath,
  args: process.argv.slice(2),
  env: { ...process.env },
});
const client = new Client({ name: 'host', version: '1.0.0' });
await client.connect(transport);
await client.listTools();
const closed = new Promise(resolve => (client.onclose = resolve));
process.kill(transport.pid, 'SIGKILL');
await closed;
