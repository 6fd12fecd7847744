/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A host that calls a tool and, with `exit`, closes and ends itself at once.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [tool] = process.argv.slice(2);
const client = new Client({ name: 'host', version: '1' });
const transport = new StdioClientTransport({
  command: process.execPath,
  args: ['server.mjs', 'v1', 'until its stdin ends'],
});
await client.connect(transport);
await client.callTool({ name: tool, arguments: {} });
await client.close();
process.exit(0);
