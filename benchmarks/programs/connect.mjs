/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Tells the CPU time of one `McpServer.connect`, in microseconds. Servers and
 * transports are made before, and closed after.
 */

import { cpuOf, setUp } from './set-up.mjs';
import { takeTurns } from './take-turns.mjs';

const { sdk, tracing } = await setUp();

takeTurns(async count => {
  const ends = Array.from({ length: count }, create);
  const cpu = await cpuOf(() => connectAll(ends));
  for (const { server } of ends) await server.close();
  return cpu / count;
});

function create() {
  const [transport] = sdk.InMemoryTransport.createLinkedPair();
  return { transport, server: new sdk.McpServer({ name: 'a', version: '1' }) };
}

async function connectAll(ends) {
  for (const { server, transport } of ends) {
    tracing.traceServer(server);
    await server.connect(transport);
  }
}
