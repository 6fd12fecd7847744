/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { startTelemetry } from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { McpInstrumentation } from '../../src/index.ts';
import { callTool, LINES_ESM } from '../support/sdk.ts';
import { connectPair, settled } from '../support/pair.ts';

const CONFIG = { enabled: true, ignore: [] };

/** How much an instrumentation still waits for. */
function open(instrumentation: McpInstrumentation): number {
  const wiring: unknown = Reflect.get(instrumentation, '_wiring');
  const telemetry: unknown = Reflect.get(Object(wiring), '_telemetry');
  const live: unknown = Reflect.get(Object(telemetry), 'live');
  return Number(Reflect.get(Object(live), 'size'));
}

for (const sdk of LINES_ESM) {
  describe(`nothing stays open, ${sdk.name}`, () => {
    const instrumented = () => {
      const instrumentation = new McpInstrumentation(CONFIG);
      const telemetry = startTelemetry({ instrumentations: [instrumentation] });
      return { instrumentation, telemetry };
    };

    it('of a server that was connected before it was instrumented', async () => {
      const pair = await connectPair(sdk);
      const { instrumentation, telemetry } = instrumented();
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
      const { instrumentation, telemetry } = instrumented();
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
      const { instrumentation, telemetry } = instrumented();
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
  });
}
