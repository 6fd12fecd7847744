/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { loadCopy } from '../../packages/instrumentation-mcp/test/failures/support/copies.ts';
import { serveLocally } from '../../packages/instrumentation-mcp/test/failures/support/local-server.ts';
import { pointsOf } from '../../packages/instrumentation-mcp/test/metrics/support/points.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../../packages/instrumentation-mcp/test/support/instrumented.ts';
import { settled } from '../../packages/instrumentation-mcp/test/support/pair.ts';
import {
  callTool,
  type Client,
  type McpServer,
} from '../../packages/instrumentation-mcp/test/support/sdk.ts';
import { postMessage } from '../support/post.ts';
import { versionFolder } from './installed.ts';

// v2, and v1 from 1.26 on, refuse a second transport
for (const version of ['1.20.2', '1.25.3']) {
  const sdk = await loadCopy('v1', version, versionFolder(version));

  describe(`a server of several transports, ${sdk.name}`, () => {
    const gate = new EventEmitter();
    let instrumented: Instrumented;
    let server: McpServer;
    let connect: () => Promise<Client>;

    beforeEach(() => {
      instrumented = startInstrumented([sdk]);
      server = new sdk.McpServer({ name: 'shared', version: '1' });
      server.registerTool('wait', {}, async () => {
        const opened = once(gate, 'open');
        gate.emit('waiting');
        await opened;
        return { content: [] };
      });
      server.registerTool('quick', {}, async () => {
        const goOn = once(gate, 'go on');
        gate.emit('quick');
        await goOn;
        return { content: [] };
      });
      connect = async () => {
        const [near, far] = sdk.InMemoryTransport.createLinkedPair();
        await server.connect(far);
        const client = new sdk.Client({ name: 'client', version: '1' });
        await client.connect(near);
        return client;
      };
    });
    afterEach(() => instrumented.stop());

    const errorsOfCalls = () =>
      instrumented.telemetry
        .spans()
        .filter(
          ({ name, kind }) => name === 'tools/call wait' && kind === 'SERVER'
        )
        .map(({ attributes }) => attributes['error.type']);
    const sessions = async () => {
      const metrics = await instrumented.telemetry.metrics();
      return pointsOf(metrics, 'mcp.server.session.duration').map(
        ({ count, attributes }) => [count, attributes['error.type']]
      );
    };

    it('goes on with the call of one when another one closes', async () => {
      const first = await connect();
      const second = await connect();
      const waiting = once(gate, 'waiting');
      const called = callTool(sdk, second, { name: 'wait' });
      await waiting;
      await first.close();
      await settled();
      assert.deepEqual(errorsOfCalls(), []);
      assert.deepEqual(await sessions(), [[1, undefined]]);
      gate.emit('open');
      await called;
      assert.deepEqual(errorsOfCalls(), [undefined]);
      await second.close();
      await settled();
      assert.deepEqual(await sessions(), [[2, undefined]]);
    });

    it('fails the call of the one that closes, and its session', async () => {
      const first = await connect();
      const waiting = once(gate, 'waiting');
      const called = callTool(sdk, first, { name: 'wait' });
      await waiting;
      const second = await connect();
      await Promise.allSettled([first.close(), called]);
      await settled();
      assert.deepEqual(errorsOfCalls(), ['connection_closed']);
      assert.deepEqual(await sessions(), [[1, 'connection_closed']]);
      const third = await connect();
      await second.close();
      await third.close();
      await settled();
      assert.deepEqual(await sessions(), [
        [1, 'connection_closed'],
        [2, undefined],
      ]);
      gate.emit('open');
    });

    it('answers one request of HTTP while the transport of another closes', async () => {
      assert.ok(sdk.createHttpServerTransport);
      const { createHttpServerTransport } = sdk;
      const http = await serveLocally(async (request, response) => {
        const transport = createHttpServerTransport({
          sessionIdGenerator: undefined,
          enableJsonResponse: true,
        });
        response.on('close', () => void transport.close());
        await server.connect(transport);
        transport.handleRequest(request, response);
      });
      try {
        const call = async (id: number, name: string) => {
          const method = 'tools/call';
          const params = { name, arguments: {} };
          const message = { id, method, params };
          return (await postMessage(http.url, message)).text();
        };
        const quick = call(1, 'quick');
        await once(gate, 'quick');
        const waiting = once(gate, 'waiting');
        const slow = call(2, 'wait');
        await waiting;
        gate.emit('go on');
        assert.match(await quick, /"id":1/);
        await settled();
        assert.deepEqual(errorsOfCalls(), []);
        gate.emit('open');
        assert.match(await slow, /"id":2/);
        assert.deepEqual(errorsOfCalls(), [undefined]);
        // Without ids there are no sessions.
        assert.deepEqual(await sessions(), []);
      } finally {
        await http.close();
      }
    });
  });
}
