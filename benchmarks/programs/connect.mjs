/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/* Prints the CPU time of one `McpServer.connect`, in microseconds. */

import { cpuOf, setUp } from './set-up.mjs';

const COUNT = 10_000;

const { sdk, tracing } = await setUp();
await cpuOf(connectAll(createAll()));
globalThis.gc?.();
const ends = createAll();
console.log(JSON.stringify((await cpuOf(connectAll(ends))) / COUNT));

function createAll() {
  return Array.from({ length: COUNT }, () => {
    const [transport] = sdk.InMemoryTransport.createLinkedPair();
    return {
      transport,
      server: new sdk.McpServer({ name: 'a', version: '1' }),
    };
  });
}

function connectAll(all) {
  return async () => {
    for (const { server, transport } of all) {
      tracing.traceServer(server);
      await server.connect(transport);
    }
  };
}
