/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A plain HTTP service behind the tools. It knows nothing of MCP.
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const ANSWERS = { '/free': 'room 12', '/prices': '90', '/invoice': '7' };

const server = createServer(async (request, response) => {
  await delay(120);
  response.end(ANSWERS[request.url]);
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeIdleConnections();
});
