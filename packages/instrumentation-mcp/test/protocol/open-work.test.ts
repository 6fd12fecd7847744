/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { startTelemetry } from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { McpInstrumentation } from '../../src/index.ts';
import { assertCollected } from '../failures/support/heap.ts';
import { connectPair, settled } from '../support/pair.ts';
import { callTool, LINES_ESM, v2, type Transport } from '../support/sdk.ts';
import { linkedPair, TRANSPORTS } from '../support/transports.ts';

const CONFIG = { enabled: true, ignore: [] };

/** How much an instrumentation still waits for. */
function open(instrumentation: McpInstrumentation): number {
  const wiring: unknown = Reflect.get(instrumentation, '_wiring');
  const telemetry: unknown = Reflect.get(Object(wiring), '_telemetry');
  const live: unknown = Reflect.get(Object(telemetry), 'live');
  return Number(Reflect.get(Object(live), 'size'));
}

function start() {
  const instrumentation = new McpInstrumentation(CONFIG);
  const telemetry = startTelemetry({ instrumentations: [instrumentation] });
  return { instrumentation, telemetry };
}

/** By which the base class of either line is known. */
const PROTOCOL = [
  'connect',
  'request',
  '_onrequest',
  '_onnotification',
  '_onresponse',
  '_onclose',
];

for (const sdk of LINES_ESM) {
  describe(`nothing stays open, ${sdk.name}`, () => {
    it('of a server that was connected before it was instrumented', async () => {
      const pair = await connectPair(sdk);
      const { instrumentation, telemetry } = start();
      instrumentation.instrument(pair.server);
      await callTool(sdk, pair.client, { name: 'echo', arguments: {} });
      await settled();
      assert.equal(open(instrumentation), 0);
      assert.deepEqual(telemetry.unended(), []);
      assert.notEqual(telemetry.spans().length, 0);
      await pair.close();
      instrumentation.disable();
      await telemetry.shutdown();
    });

    it('of calls in flight when it is disabled', async () => {
      const { instrumentation, telemetry } = start();
      for (const namespace of [sdk.Client, sdk.McpServer]) {
        instrumentation.instrument(namespace);
      }
      const pair = await connectPair(sdk);
      const call = callTool(sdk, pair.client, { name: 'echo', arguments: {} });
      instrumentation.disable();
      assert.equal(open(instrumentation), 0);
      instrumentation.enable();
      await call;
      await settled();
      assert.equal(open(instrumentation), 0);
      assert.deepEqual(telemetry.unended(), []);
      await pair.close();
      instrumentation.disable();
      await telemetry.shutdown();
    });

    it('of a relay whose requests are cancelled, answered late or lost', async () => {
      const { instrumentation, telemetry } = start();
      const [ours, theirs] = sdk.InMemoryTransport.createLinkedPair();
      instrumentation.instrument(sdk.Client);
      const client = new sdk.Client({ name: 'test', version: '1' });
      // What taps a transport: nobody answers, and the client gives up.
      void client.connect(ours).catch(() => undefined);
      await settled();
      await theirs.start();
      const send = (id: string) =>
        ours.send({ jsonrpc: '2.0', id, method: 'tools/list' });
      await send('late');
      const seen: unknown[] = [];
      ours.onmessage = message => seen.push(message);
      await theirs.send({ jsonrpc: '2.0', id: 'late', result: {} });
      await send('cancelled');
      await ours.send({
        jsonrpc: '2.0',
        method: 'notifications/cancelled',
        params: { requestId: 'cancelled' },
      });
      await settled();
      assert.equal(seen.length, 1);
      const spans = telemetry
        .spans()
        .filter(({ name }) => name === 'tools/list');
      assert.equal(spans.length, 2);
      await send('lost');
      await ours.close();
      await settled();
      assert.equal(open(instrumentation), 0);
      assert.deepEqual(telemetry.unended(), []);
      instrumentation.disable();
      await telemetry.shutdown();
    });

    for (const [what, wrap] of Object.entries(TRANSPORTS)) {
      it(`of a connection over ${what}, whose last call is lost`, async () => {
        const { instrumentation, telemetry } = start();
        for (const namespace of [sdk.Client, sdk.McpServer]) {
          instrumentation.instrument(namespace);
        }
        const pair = await connectPair(
          sdk,
          undefined,
          undefined,
          linkedPair(sdk, wrap)
        );
        pair.server.registerTool(
          'hang',
          {},
          () => new Promise(() => undefined)
        );
        await callTool(sdk, pair.client, { name: 'echo', arguments: {} });
        const lost = callTool(sdk, pair.client, { name: 'hang' });
        await settled();
        await Promise.allSettled([lost, pair.close()]);
        await settled();
        assert.equal(open(instrumentation), 0);
        assert.deepEqual(telemetry.unended(), []);
        instrumentation.disable();
        await telemetry.shutdown();
      });
    }

    it('of copies of the SDK that a bundler has replaced, nor are they kept', async () => {
      const { instrumentation, telemetry } = start();
      const copies = Array.from({ length: 20 }, () => {
        const copy = class extends sdk.Client {};
        for (const name of PROTOCOL) {
          Object.defineProperty(copy.prototype, name, {
            value: () => undefined,
            configurable: true,
            writable: true,
          });
        }
        instrumentation.instrument(copy);
        return new WeakRef(copy.prototype);
      });
      await assertCollected(copies, 1);
      instrumentation.disable();
      await telemetry.shutdown();
    });
  });
}

describe('nothing stays open of what a client drops, v2', () => {
  it('of requests in the modern era, which it does not answer', async () => {
    const { instrumentation, telemetry } = start();
    instrumentation.instrument(v2.Client);
    const transport: Transport = {
      start: () => Promise.resolve(),
      send: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
    const client = new v2.Client({ name: 'test', version: '1' });
    const discover = {
      supportedVersions: ['2026-07-28'],
      capabilities: {},
      serverInfo: { name: 'server', version: '1' },
      resultType: 'complete',
      _meta: {},
    };
    const connect = client.connect.bind(client) as (
      ...args: unknown[]
    ) => Promise<void>;
    await connect(transport, { prior: { kind: 'modern', discover } });
    for (let id = 0; id < 100; id += 1) {
      transport.onmessage?.({ jsonrpc: '2.0', id: `x${id}`, method: 'ping' });
    }
    await settled();
    assert.equal(open(instrumentation), 0);
    assert.deepEqual(telemetry.unended(), []);
    const dropped = telemetry
      .spans()
      .filter(({ attributes }) => attributes['error.type'] === 'dropped');
    assert.equal(dropped.length, 100);
    instrumentation.disable();
    await telemetry.shutdown();
  });
});
