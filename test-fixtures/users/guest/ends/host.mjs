/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A host that calls a tool, closes and ends itself at once; with `rest` it tells
// before how many listeners to Ctrl-C there are.
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [tool, rest] = process.argv.slice(2);
const heard = () => process.listenerCount('SIGINT');
const before = heard();
const client = new Client({ name: 'host', version: '1' });
const transport = new StdioClientTransport({
  command: process.execPath,
  args: ['server.mjs', 'v1', 'until its stdin ends'],
});
await client.connect(transport);
const call = client.callTool({ name: tool, arguments: {} });
const during = heard();
await call;
if (rest) {
  for (let looks = 0; heard() > 0 && looks < 100; looks += 1) await pause(50);
  console.log(JSON.stringify({ before, during, after: heard() }));
}
await client.close();
process.exit(0);
