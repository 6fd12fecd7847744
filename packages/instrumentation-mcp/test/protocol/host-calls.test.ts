/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { propagation } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import { McpInstrumentation } from '../../src/index.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import {
  connectPair,
  createClient,
  inSpan,
  settled,
  type Pair,
} from '../support/pair.ts';
import { runApp } from '../support/programs.ts';
import { callTool, LINES_ESM, request } from '../support/sdk.ts';
import { labels, mcpSpans } from '../support/spans.ts';

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

/** The prototype that owns a method of an instance. */
function ownerOf(instance: object, method: string): object {
  let link: object = instance;
  while (!Object.hasOwn(link, method)) {
    link = Object.getPrototypeOf(link) as object;
  }
  return link;
}

for (const sdk of LINES_ESM) {
  describe(`calls of the host, ${sdk.name}`, () => {
    let instrumented: Instrumented;
    let pair: Pair;
    before(async () => {
      instrumented = startInstrumented([sdk]);
      pair = await connectPair(sdk);
    });
    beforeEach(() => instrumented.telemetry.reset());
    after(async () => {
      await pair.close();
      await instrumented.stop();
    });

    it('may have frozen params, which stay as they are', async () => {
      const params = {
        name: 'echo',
        arguments: { text: 'a' },
        _meta: { mine: { deep: [1] }, traceparent: 'mine, malformed' },
      };
      const copy = structuredClone(params);
      const frozen = deepFreeze({ method: 'tools/call', params });
      const note = deepFreeze({
        method: 'notifications/cancelled',
        params: { requestId: 'none', _meta: { a: 1 } },
      });
      await inSpan('app', () => request(sdk, pair.client, frozen));
      await inSpan('app', () => callTool(sdk, pair.client, deepFreeze(params)));
      await inSpan('app', () => pair.client.notification(note));
      assert.deepEqual(params, copy);
      await settled();
      assert.deepEqual(labels(mcpSpans(instrumented.telemetry.spans())), [
        'notifications/cancelled CLIENT',
        'notifications/cancelled SERVER',
        'tools/call echo CLIENT',
        'tools/call echo CLIENT',
        'tools/call echo SERVER',
        'tools/call echo SERVER',
      ]);
    });

    it('keep keys of _meta that are not of the propagator', async () => {
      const keys: unknown[] = [];
      const { send } = pair.clientTransport;
      pair.clientTransport.send = function (message, ...rest) {
        const { params } = message as { params: { _meta: object } };
        keys.push(Object.keys(params._meta).sort());
        return Reflect.apply(send, this, [message, ...rest]);
      };
      const params = { name: 'echo', arguments: {}, _meta: { 'x.y/z': 1 } };
      await callTool(sdk, pair.client, params);
      pair.clientTransport.send = send;
      assert.deepEqual(keys, [['traceparent', 'x.y/z']]);
    });

    it('reach subclasses that override methods', async () => {
      const order: string[] = [];
      class Derived extends sdk.Client {
        override async connect(
          transport: Parameters<Pair['client']['connect']>[0]
        ) {
          order.push('connect');
          await super.connect(transport);
        }

        override async request(...args: unknown[]) {
          order.push('request');
          return super.request(...args);
        }

        override async ping() {
          order.push('ping');
          return super.ping();
        }
      }
      const client = new Derived({ name: 'derived', version: '1' });
      const derived = await connectPair(sdk, client);
      await instrumented.telemetry.reset();
      order.length = 0;
      assert.deepEqual(await client.ping(), {});
      assert.deepEqual(order, ['ping', 'request']);
      await settled();
      assert.deepEqual(labels(instrumented.telemetry.spans()), [
        'ping CLIENT',
        'ping SERVER',
      ]);
      await derived.close();
    });

    it('are made before a connection as they were', async () => {
      const client = createClient(sdk);
      await assert.rejects(client.ping(), /not connected/i);
      await assert.rejects(
        client.notification({ method: 'notifications/x' }),
        /not connected/i
      );
      assert.deepEqual(instrumented.telemetry.unended(), []);
    });

    it('are sent as they are where no propagator is set', async () => {
      propagation.disable();
      const sent: object[] = [];
      const { send } = pair.clientTransport;
      pair.clientTransport.send = function (message, ...rest) {
        sent.push(message);
        return Reflect.apply(send, this, [message, ...rest]);
      };
      await pair.client.ping();
      pair.clientTransport.send = send;
      propagation.setGlobalPropagator(instrumented.telemetry.propagator);
      assert.deepEqual(sent.map(Object.keys), [['method', 'jsonrpc', 'id']]);
    });
  });

  describe(`patched methods, ${sdk.name}`, () => {
    it('pass this and all arguments, and return what they are returned', async () => {
      const owner = ownerOf(sdk.Client.prototype, '_onrequest');
      const methods = [
        '_onrequest',
        '_onnotification',
        '_onresponse',
        '_onclose',
      ];
      const message = { jsonrpc: '2.0', id: 1, method: 'ping', result: {} };
      const args = [message, { extra: true }, Symbol('third'), 4];
      const originals = Object.getOwnPropertyDescriptors(owner);
      const seen: { self: unknown; args: unknown[] }[] = [];
      const result = Symbol('result');
      const instrumentation = new McpInstrumentation({ enabled: false });
      for (const name of methods) {
        Object.defineProperty(owner, name, {
          configurable: true,
          writable: true,
          value(this: unknown, ...passed: unknown[]) {
            seen.push({ self: this, args: passed });
            return result;
          },
        });
      }
      try {
        instrumentation.instrument(sdk.Client);
        instrumentation.enable();
        for (const name of methods) {
          const self = Object.create(sdk.Client.prototype, {
            transport: { value: { send: () => Promise.resolve() } },
          }) as object;
          // What v2's Client puts on top of Protocol reads its own fields.
          const direct = Reflect.get(owner, name) as () => unknown;
          assert.equal(Reflect.apply(direct, self, args), result, name);
          const call = seen.at(-1);
          assert.equal(call?.self, self);
          assert.equal(call.args.length, args.length);
          call.args.forEach((arg, index) => {
            assert.equal(arg, args[index]);
          });
        }
        assert.equal(seen.length, methods.length);
      } finally {
        instrumentation.disable();
        for (const name of methods) {
          const original = originals[name];
          if (original) Object.defineProperty(owner, name, original);
        }
      }
      await settled();
    });
  });
}

describe('a rejected call that nobody handles', () => {
  for (const copy of ['v1-esm', 'v1-cjs', 'v2-esm', 'v2-cjs']) {
    it(`raises unhandledRejection once, as without instrumentation: ${copy}`, async () => {
      const register = 'opentelemetry-instrumentation-mcp/register';
      const plain = await runApp('unhandled.mjs', ['telemetry.mjs'], [copy]);
      const traced = await runApp(
        'unhandled.mjs',
        ['telemetry.mjs', register],
        [copy]
      );
      assert.ok(traced.spans.length > plain.spans.length);
      assert.equal(traced.unended, 0);
      const reasons = plain['reasons'];
      assert.ok(Array.isArray(reasons) && reasons.length > 0);
      assert.deepEqual(traced['reasons'], reasons);
    });
  }
});
