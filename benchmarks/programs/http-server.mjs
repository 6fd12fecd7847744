/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Streamable HTTP behind OpenTelemetry's instrumentation of `http`, stateless or
 * with sessions. Prints its port; ends with stdin.
 */

import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { createServer } from '../../test-fixtures/cost/sdk.mjs';
import { setUp } from './set-up.mjs';
import { loadTransport } from './transports.mjs';

const { line, sdk, tracing, others } = await setUp();
new HttpInstrumentation();
const http = createRequire(import.meta.url)('node:http');

const module = await loadTransport(line, 'http');
const Transport =
  module.StreamableHTTPServerTransport ??
  module.NodeStreamableHTTPServerTransport;
const handle = others[0] === 'sessions' ? withSessions() : stateless;

const server = http.createServer((request, response) => {
  if (request.url === '/cpu') {
    const { user, system } = process.cpuUsage();
    response.end(String(user + system));
    return;
  }
  handle(request, response).catch(error => {
    console.error(error);
    response.destroy();
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify(server.address().port));
});
process.stdin.resume().once('end', () => process.exit());

async function stateless(request, response) {
  const transport = new Transport({ sessionIdGenerator: undefined });
  const mcpServer = createServer(sdk, tracing);
  response.once('close', () => {
    void transport.close();
    void mcpServer.close();
  });
  await mcpServer.connect(transport);
  await transport.handleRequest(request, response);
}

function withSessions() {
  const transports = new Map();
  return async (request, response) => {
    let transport = transports.get(request.headers['mcp-session-id']);
    if (transport === undefined) {
      const created = new Transport({
        sessionIdGenerator: randomUUID,
        onsessioninitialized: id => transports.set(id, created),
      });
      transport = created;
      await createServer(sdk, tracing).connect(created);
    }
    await transport.handleRequest(request, response);
  };
}
