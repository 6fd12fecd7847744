/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Many agents: sessions that share 1,000 calls between them. Each call is the
// start of a trace of its own, which the sampler takes or leaves.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { trace } from '@opentelemetry/api';

const CALLS = 1000;
const SESSIONS = 8;
const url = new URL(process.argv[2]);
const headers = { authorization: `Bearer ${process.env.SHOP_TOKEN}` };
const tracer = trace.getTracer('clients');

/** Every tenth call asks for what there is not, every fifth for a price abroad. */
function paramsOf(number) {
  if (number % 10 === 9) return { name: 'price', arguments: { item: 'sofa' } };
  const name = number % 5 === 0 ? 'price_abroad' : 'price';
  return { name, arguments: { item: 'lamp' } };
}

async function openSession() {
  const client = new Client({ name: 'clients', version: '1.0.0' });
  const requestInit = { headers };
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit }));
  return client;
}

let next = 0;
async function work() {
  const client = await tracer.startActiveSpan('open session', async span => {
    const opened = await openSession();
    span.end();
    return opened;
  });
  while (next < CALLS) {
    const params = paramsOf(next++);
    await tracer.startActiveSpan('order', async span => {
      await client.callTool(params);
      span.end();
    });
  }
  await client.transport.terminateSession();
  await client.close();
}
await Promise.all(Array.from({ length: SESSIONS }, work));
