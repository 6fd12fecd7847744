/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { once } from 'node:events';
import http, { get } from 'node:http';

const server = http.createServer((_, response) => response.end('hello'));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;
for (const request of [http.get(url), get(url)]) {
  const [response] = await once(request, 'response');
  response.resume();
  await once(response, 'end');
}
await (await fetch(url)).text();
server.close();
server.closeAllConnections();
