/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `node call-stdio.mjs TOOL ARGUMENTS SERVER…`: starts a product that is a stdio
// server with the flag of this process, and calls one of its tools.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [, , name, given, ...server] = process.argv;
const { execPath: command, execArgv, env } = process;
const client = new Client({ name: 'products', version: '1.0.0' });
await client.connect(
  new StdioClientTransport({
    command,
    args: [...execArgv, ...server],
    env,
    stderr: 'ignore',
  })
);
const { isError } = await client.callTool({
  name,
  arguments: JSON.parse(given),
});
await client.close();
process.exitCode = isError ? 1 : 0;
