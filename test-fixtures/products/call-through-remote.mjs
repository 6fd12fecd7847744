/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `node call-through-remote.mjs PROXY`: calls a tool of an HTTP server through a product
// that is a stdio server for it.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const { execPath: command, execArgv, env } = process;
const server = spawn(command, [...execArgv, 'echo-server.mjs', 'http'], {
  stdio: ['pipe', 'pipe', 'ignore'],
});
const [url] = await once(server.stdout, 'data');
const client = new Client({ name: 'products', version: '1.0.0' });
const args = [...execArgv, process.argv[2], String(url).trim(), '--allow-http'];
await client.connect(
  new StdioClientTransport({ command, args, env, stderr: 'ignore' })
);
await client.callTool({ name: 'echo', arguments: {} });
await client.close();
server.stdin.end();
await once(server, 'exit');
