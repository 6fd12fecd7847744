/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A synthetic probe, as monitoring runs them: it begins a trace by itself, and has
// it sampled, whatever the ratio is.
import { randomBytes } from 'node:crypto';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/**
 * @param {string} url
 * @param {string} token
 * @returns {Promise<string>} the id of the trace to look at
 */
export async function probe(url, token) {
  const traceId = randomBytes(16).toString('hex');
  const traceparent = `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
  const client = new Client({ name: 'probe', version: '1.0.0' });
  // No Node.js and no OpenTelemetry is needed for this: a header, and a key of the
  // message.
  const headers = { authorization: `Bearer ${token}`, traceparent };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), {
      requestInit: { headers },
    })
  );
  const params = { name: 'price_abroad', arguments: { item: 'kettle' } };
  await client.callTool({ ...params, _meta: { traceparent } });
  await client.close();
  return traceId;
}
