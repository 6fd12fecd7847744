/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A plain HTTP service, as tools have behind them. It knows nothing of MCP.
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const server = createServer(async (request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.url === '/tides') {
    response.writeHead(503).end('{"error":"the tide gauge is out of order"}');
    return;
  }
  await delay(400);
  response.end('{"summary":"sunny, 24 degrees"}');
});

server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeIdleConnections();
});
