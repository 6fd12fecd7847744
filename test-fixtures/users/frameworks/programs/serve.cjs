/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Serves MCP without sessions behind a framework, calls a tool of each line of
// the SDK with and without context in `_meta`, and prints the spans:
// `node serve.cjs FRAMEWORK`.
const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

async function call(url, _meta) {
  const params = { name: 'echo', arguments: {}, ...(_meta && { _meta }) };
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params,
    }),
  });
  const text = await response.text();
  if (!text.includes('"content":[]')) {
    throw new Error(`${url} answered ${response.status}: ${text}`);
  }
}

async function main(framework) {
  const { node1, node2, fetch1, fetch2 } = await import('./routes.mjs');
  const { listen } = require(`./${framework}.cjs`);
  const { port, close } = await listen({
    '/v1': { node: node1, fetch: fetch1 },
    '/v2': { node: node2, fetch: fetch2 },
  });
  for (const path of ['/v1', '/v2']) {
    const url = `http://127.0.0.1:${port}${path}`;
    await call(url);
    await call(url, { traceparent: TRACEPARENT });
  }
  await close();
  console.log(JSON.stringify(globalThis.recorded()));
  // Frameworks keep sockets and timers.
  process.exit();
}

void main(process.argv[2]);
