/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Is bundled by each bundler with both lines of the SDK, and knows nothing of any
// instrumentation. Calls a tool over stdio, in a process of the same bundle, and
// over HTTP.
import {
  Client,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioClient1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpClient1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpServer as McpServer1 } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport as StdioServer1 } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPServerTransport as HttpServer1 } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createServer } from 'node:http';

const lines = {
  v1: {
    Client: Client1,
    Stdio: StdioClient1,
    Http: HttpClient1,
    serveStdio: () => toolServer(McpServer1).connect(new StdioServer1()),
    async httpHandler() {
      const transport = new HttpServer1({
        sessionIdGenerator: () => 'session',
      });
      await toolServer(McpServer1).connect(transport);
      return (request, response) => transport.handleRequest(request, response);
    },
  },
  v2: {
    Client,
    Stdio: StdioClientTransport,
    Http: StreamableHTTPClientTransport,
    serveStdio: () => serveStdio(() => toolServer(McpServer)),
    httpHandler: async () =>
      toNodeHandler(createMcpHandler(() => toolServer(McpServer))),
  },
};

/** One tool that succeeds and one that throws. */
function toolServer(Server) {
  const server = new Server({ name: 'bundled', version: '1.0.0' });
  server.registerTool('answer', {}, () => ({
    content: [{ type: 'text', text: '42' }],
  }));
  server.registerTool('fail', {}, () => {
    throw new RangeError('no answer');
  });
  return server;
}

async function call({ Client: AnyClient }, transport) {
  const client = new AnyClient(
    { name: 'bundled', version: '1.0.0' },
    { versionNegotiation: { mode: 'auto' } }
  );
  await client.connect(transport);
  await client.listTools();
  await client.callTool({ name: 'answer', arguments: {} });
  await client.callTool({ name: 'fail', arguments: {} });
  await client.close();
}

async function callOverStdio(name, line) {
  const { execPath: command, execArgv, argv, env } = process;
  // Deno does not tell its own.
  const flags = env.FLAGS === undefined ? execArgv : JSON.parse(env.FLAGS);
  const args = [...flags, argv[1], 'serve', name];
  await call(line, new line.Stdio({ command, args, env, stderr: 'inherit' }));
}

async function callOverHttp(line) {
  const server = createServer(await line.httpHandler());
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${server.address().port}/mcp`);
  await call(line, new line.Http(url));
  await refused(url);
  server.close();
  server.closeAllConnections();
}

/** What no server gets to see: an entry of SDK v2 answers it itself. */
async function refused(url) {
  const headers = {
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
  };
  const response = await fetch(url, { method: 'POST', headers, body: '{' });
  await response.text();
}

async function main([role, name]) {
  if (role === 'serve') {
    await lines[name].serveStdio();
    return;
  }
  for (const [each, line] of Object.entries(lines)) {
    await callOverStdio(each, line);
    await callOverHttp(line);
  }
}

main(process.argv.slice(2));
