/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { collectDiagnostics } from '../../support/diagnostics.ts';
import { roundTripTree } from '../../support/expectations.ts';
import { startInstrumented } from '../../support/instrumented.ts';
import { createClient, inSpan, settled } from '../../support/pair.ts';
import { plainPair, playThrough } from '../../support/scenario.ts';
import { callTool, LINES_ESM, type Transport } from '../../support/sdk.ts';
import {
  CLOSED,
  linkedPair,
  SilentTransport,
  TRANSPORTS,
} from '../../support/transports.ts';
import { roundTrip } from '../../fixtures/lib/round-trip.cjs';

for (const sdk of LINES_ESM) {
  describe(`transports of applications, ${sdk.name}`, () => {
    for (const [what, wrap] of Object.entries(TRANSPORTS)) {
      it(`carry the same messages as without instrumentation: ${what}`, async () => {
        const play = () =>
          playThrough(sdk, () => plainPair(sdk, linkedPair(sdk, wrap)));
        const untouched = await play();
        const { telemetry, stop } = startInstrumented([sdk]);
        const diagnostics = collectDiagnostics();
        try {
          assert.deepEqual(await play(), untouched);
          assert.deepEqual(telemetry.unended(), []);
          assert.ok(telemetry.spans().length > 0);
          // One line at most for each of the two transports.
          const { length } = diagnostics.lines;
          assert.ok(length <= 2, diagnostics.lines.join('\n'));
          assert.equal(length > 0, CLOSED.has(what));
        } finally {
          diagnostics.stop();
          await stop();
        }
      });

      if (!CLOSED.has(what)) {
        it(`are traced: ${what}`, async () => {
          const { telemetry, stop } = startInstrumented([sdk]);
          const InMemoryTransport = {
            createLinkedPair: () => linkedPair(sdk, wrap),
          };
          try {
            await roundTrip('x', { ...sdk, InMemoryTransport });
            await settled();
            assertSpanTree(telemetry.spans(), roundTripTree('x'));
          } finally {
            await stop();
          }
        });
      }
    }
  });

  describe(`a send that answers no promise, ${sdk.name}`, () => {
    it('fails as it does without instrumentation', async () => {
      const connect = async (): Promise<unknown> => {
        const [ours] = linkedPair(sdk, inner => new SilentTransport(inner));
        const client = createClient(sdk);
        const connecting: Promise<unknown> = client.connect(ours);
        return connecting.catch((error: unknown) => String(error));
      };
      const untouched = await connect();
      const { telemetry, stop } = startInstrumented([sdk]);
      assert.match(String(untouched), /TypeError/);
      assert.equal(await connect(), untouched);
      assert.deepEqual(telemetry.unended(), []);
      await stop();
    });
  });

  describe(`a send that the application wraps, ${sdk.name}`, () => {
    const wrapSend = (transport: Transport, log: unknown[][]) => {
      const { send } = transport;
      transport.send = function (this: unknown, ...args) {
        log.push(args);
        return Reflect.apply(send, this, args);
      };
    };

    for (const when of ['before connect()', 'after connect()']) {
      it(`is called once for each message, ${when}`, async () => {
        const { telemetry, stop } = startInstrumented([sdk]);
        const transports = sdk.InMemoryTransport.createLinkedPair();
        const log: unknown[][] = [];
        if (when === 'before connect()') wrapSend(transports[0], log);
        const pair = await plainPair(sdk, transports);
        if (when === 'after connect()') wrapSend(transports[0], log);
        await telemetry.reset();
        log.length = 0;
        await callTool(sdk, pair.client, { name: 'echo', arguments: {} });
        await settled();
        assert.equal(log.length, 1);
        assert.equal(telemetry.spans().length, 2);
        assert.deepEqual(telemetry.unended(), []);
        await pair.close();
        await stop();
      });
    }

    it('gets its own this and all arguments', async () => {
      const { stop } = startInstrumented([sdk]);
      const [transport, other] = sdk.InMemoryTransport.createLinkedPair();
      const calls: { self: unknown; args: unknown[] }[] = [];
      transport.send = function (this: unknown, ...args: unknown[]) {
        calls.push({ self: this, args });
        return Promise.resolve();
      };
      const client = createClient(sdk);
      other.onmessage = () => undefined;
      void client.connect(transport).catch(() => undefined);
      await settled();
      calls.length = 0;
      const extra = { anything: 'more' };
      await Reflect.apply(transport.send, transport, [
        { jsonrpc: '2.0', method: 'notifications/x' },
        extra,
        'third',
      ]);
      const [call] = calls;
      assert.equal(call?.self, transport);
      assert.equal(call.args[1], extra);
      assert.deepEqual(call.args.slice(2), ['third']);
      await client.close();
      await stop();
    });
  });

  describe(`a send that fails, ${sdk.name}`, () => {
    for (const [how, failing] of Object.entries({
      'throws at once': (error: Error): Promise<void> => {
        throw error;
      },
      rejects: (error: Error) => Promise.reject(error),
    })) {
      it(`${how}: the caller gets that error, and spans end`, async () => {
        const { telemetry, stop } = startInstrumented([sdk]);
        const pair = await plainPair(sdk);
        await telemetry.reset();
        const error = new TypeError('no wire');
        pair.clientTransport.send = () => failing(error);
        await inSpan('app', async () => {
          await assert.rejects(pair.client.ping(), thrown => thrown === error);
          const note = { method: 'notifications/x' };
          await assert.rejects(
            pair.client.notification(note),
            thrown => thrown === error
          );
        });
        await settled();
        const ping = telemetry.spans().find(({ name }) => name === 'ping');
        assert.equal(ping?.attributes['error.type'], 'TypeError');
        assert.equal(ping.status.code, 'ERROR');
        assert.deepEqual(telemetry.unended(), []);
        await pair.close();
        await stop();
      });
    }
  });
}
