/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Twenty calls at once, each below a span of its own, and one that fails.
import { trace } from '@opentelemetry/api';
import { fileURLToPath } from 'node:url';

const { LINE, OTEL_EXPORTER_OTLP_ENDPOINT, WAY } = process.env;
const { Client, clientStdio } = await {
  v1: async () => ({
    ...(await import('@modelcontextprotocol/sdk/client/index.js')),
    clientStdio: await import('@modelcontextprotocol/sdk/client/stdio.js'),
  }),
  v2: async () => ({
    ...(await import('@modelcontextprotocol/client')),
    clientStdio: await import('@modelcontextprotocol/client/stdio'),
  }),
}[LINE]();
globalThis.way.modules?.({ Client, clientStdio });

const client = new Client(
  { name: 'client', version: '1.0.0' },
  LINE === 'v2' ? { versionNegotiation: { mode: 'auto' } } : {}
);
globalThis.way.client(client);
const preload = fileURLToPath(new URL('../set-up.mjs', import.meta.url));
await client.connect(
  new clientStdio.StdioClientTransport({
    command: process.execPath,
    args: [
      ...['--no-deprecation', '--import', preload],
      fileURLToPath(new URL('server.mjs', import.meta.url)),
    ],
    env: { LINE, OTEL_EXPORTER_OTLP_ENDPOINT, WAY, SERVICE: 'server' },
  })
);

const tracer = trace.getTracer('application');
const call = (name, id) =>
  tracer.startActiveSpan(`operation ${id}`, async span => {
    await client.callTool({ name, arguments: { id } });
    span.end();
  });
await Promise.all(
  Array.from({ length: 20 }, (_, id) => call('reckon', `${id}`))
);
await call('fail', 'fail');
await client.callTool({ name: 'flush', arguments: { id: '' } });
await globalThis.flush();
await client.close();
process.exit();
