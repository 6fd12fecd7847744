/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkMcpConventions } from 'opentelemetry-mcp-test-utils';
import { createFailingServer } from '../failures/support/failing-server.ts';
import { serveLocally } from '../failures/support/local-server.ts';
import { v1Copy } from '../failures/support/workspace-copies.ts';
import { startInstrumented } from '../support/instrumented.ts';
import { settled } from '../support/pair.ts';
import type { Transport } from '../support/sdk.ts';
import { pointsOf, sessionCounts } from './support/points.ts';

interface SseServerTransport extends Transport {
  handlePostMessage(
    request: IncomingMessage,
    response: ServerResponse
  ): Promise<void>;
}

// by structure, since the SDK's own types call both deprecated
const { SSEClientTransport, SSEServerTransport } = Object.assign(
  {},
  await import('@modelcontextprotocol/sdk/client/sse.js'),
  await import('@modelcontextprotocol/sdk/server/sse.js')
) as unknown as {
  SSEClientTransport: new (url: URL) => Transport;
  SSEServerTransport: new (
    endpoint: string,
    response: ServerResponse
  ) => SseServerTransport;
};

/** The transport that Streamable HTTP has replaced: a session is its event stream. */
describe('sessions over HTTP with SSE', () => {
  it('last as long as the event stream, on both sides', async () => {
    const { telemetry, stop } = startInstrumented([v1Copy]);
    const server = createFailingServer(v1Copy);
    let transport: SseServerTransport | undefined;
    let closed: Promise<unknown> | undefined;
    const http = await serveLocally(async (request, response) => {
      if (request.method === 'GET') {
        closed = once(response, 'close');
        transport = new SSEServerTransport('/messages', response);
        await server.connect(transport);
        return;
      }
      await transport?.handlePostMessage(request, response);
    });
    const client = new v1Copy.Client({ name: 'test-client', version: '1.0.0' });
    await client.connect(new SSEClientTransport(http.url));
    await client.listTools();
    assert.deepEqual(await sessionCounts(telemetry), { client: 0, server: 0 });
    await client.close();
    await closed;
    await settled();
    assert.deepEqual(await sessionCounts(telemetry), { client: 1, server: 1 });
    const metrics = await telemetry.metrics();
    const common = {
      'mcp.protocol.version': '2025-11-25',
      'network.protocol.name': 'http',
    };
    const attributes = (side: 'client' | 'server') =>
      pointsOf(metrics, `mcp.${side}.session.duration`).map(
        point => point.attributes
      );
    assert.deepEqual(attributes('server'), [common]);
    assert.deepEqual(attributes('client'), [
      {
        ...common,
        'server.address': '127.0.0.1',
        'server.port': Number(http.url.port),
      },
    ]);
    assert.deepEqual(checkMcpConventions(telemetry.spans(), metrics), []);
    await http.close();
    await stop();
  });
});
