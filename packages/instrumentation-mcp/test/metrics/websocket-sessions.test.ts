/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { checkMcpConventions } from 'opentelemetry-mcp-test-utils';
import { v1Copy } from '../failures/support/workspace-copies.ts';
import { startInstrumented } from '../support/instrumented.ts';
import { settled } from '../support/pair.ts';
import type { Transport } from '../support/sdk.ts';
import { pointsOf } from './support/points.ts';

interface Socket {
  on(event: 'message', listener: (data: Buffer) => void): void;
  send(text: string): void;
}

/** What is used of `ws`, which has no types of its own. */
interface WebSocketServer extends NodeJS.EventEmitter {
  address(): { port: number };
  on(event: 'connection', listener: (socket: Socket) => void): this;
  close(): void;
}

const ws = createRequire(import.meta.url)('ws') as {
  WebSocket: typeof WebSocket;
  WebSocketServer: new (options: object) => WebSocketServer;
};

// by structure, since the SDK calls its class deprecated
const { WebSocketClientTransport } =
  (await import('@modelcontextprotocol/sdk/client/websocket.js')) as unknown as {
    WebSocketClientTransport: new (url: URL) => Transport;
  };

/** Answers `initialize`, and nothing else. */
async function startServer(): Promise<WebSocketServer> {
  const server = new ws.WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', socket => {
    socket.on('message', data => {
      const { id, params } = JSON.parse(String(data)) as {
        id?: number;
        params?: { protocolVersion?: string };
      };
      if (id === undefined) return;
      const result = {
        protocolVersion: params?.protocolVersion,
        capabilities: {},
        serverInfo: { name: 'test-server', version: '1.0.0' },
      };
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, result }));
    });
  });
  await once(server, 'listening');
  return server;
}

describe('sessions over WebSocket', () => {
  it('last as long as the socket of the client', async () => {
    // Node 20 has none
    if (!('WebSocket' in globalThis)) {
      Object.assign(globalThis, { WebSocket: ws.WebSocket });
    }
    const { telemetry, stop } = startInstrumented([v1Copy]);
    const server = await startServer();
    const { port } = server.address();
    const client = new v1Copy.Client({ name: 'test-client', version: '1.0.0' });
    const transport = new WebSocketClientTransport(
      new URL(`ws://127.0.0.1:${port}/mcp`)
    );
    await client.connect(transport);
    const closed = new Promise<void>(resolve => {
      const { onclose } = transport;
      transport.onclose = () => {
        onclose?.();
        resolve();
      };
    });
    await client.close();
    await closed;
    await settled();
    const metrics = await telemetry.metrics();
    const points = pointsOf(metrics, 'mcp.client.session.duration');
    assert.deepEqual(
      points.map(({ attributes, count }) => ({ attributes, count })),
      [
        {
          attributes: {
            'mcp.protocol.version': '2025-11-25',
            'network.protocol.name': 'websocket',
            'server.address': '127.0.0.1',
            'server.port': port,
          },
          count: 1,
        },
      ]
    );
    assert.deepEqual(checkMcpConventions(telemetry.spans(), metrics), []);
    server.close();
    await stop();
  });
});
