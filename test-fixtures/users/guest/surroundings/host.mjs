/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Calls the server whose command is given, and prints what its tool says.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [command, ...args] = process.argv.slice(2);
const client = new Client({ name: 'host', version: '1' });
await client.connect(
  new StdioClientTransport({ command, args, stderr: 'inherit' })
);
const { content } = await client.callTool({ name: 'any', arguments: {} });
console.log(content[0].text);
await client.close();
