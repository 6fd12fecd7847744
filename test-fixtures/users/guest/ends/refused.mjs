/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A host that drops the promise of a request, whose result its schema refuses.
// With `listens` it tells what it hears of that; else Node ends it.
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const [line, listens] = process.argv.slice(2);
const [{ Client }, { InMemoryTransport }] =
  line === 'v1'
    ? [
        await import('@modelcontextprotocol/sdk/client/index.js'),
        await import('@modelcontextprotocol/sdk/inMemory.js'),
      ]
    : [
        await import('@modelcontextprotocol/client'),
        await import('@modelcontextprotocol/client'),
      ];
const [near, far] = InMemoryTransport.createLinkedPair();
far.onmessage = ({ id, method }) => {
  const initialized = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    serverInfo: { name: 'server', version: '1' },
  };
  const result = method === 'initialize' ? initialized : { n: 'none' };
  if (id !== undefined) {
    setImmediate(() => void far.send({ jsonrpc: '2.0', id, result }));
  }
};
const client = new Client({ name: 'host', version: '1' });
await client.connect(near);
const heard = [];
if (listens) {
  process.on('unhandledRejection', (reason, promise) => {
    heard.push([
      'unhandledRejection',
      promise === asked,
      reason.constructor.name,
    ]);
  });
  process.on('rejectionHandled', promise => {
    heard.push(['rejectionHandled', promise === asked]);
  });
}
const asked = client.request(
  { method: 'acme/ask' },
  z.object({ n: z.number() })
);
await pause(20);
if (listens === 'handles late') {
  await asked.catch(() => undefined);
  await pause(20);
}
process.stdout.write(JSON.stringify(heard));
