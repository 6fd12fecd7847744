/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { commonJs, createHandler } from '../support/entries.ts';
import { createStdio, STDIO_MODULES } from '../support/entry-stdio.ts';
import { startInstrumented } from '../support/instrumented.ts';
import { connectPair, createClient, settled } from '../support/pair.ts';
import {
  ALL,
  callTool,
  v2Cjs,
  type Sdk,
  type Transport,
} from '../support/sdk.ts';
import { labels, mcpSpans } from '../support/spans.ts';

type Methods = Map<string, { readonly method: object; readonly is: string }>;

function describeMethod({ name, length }: { name: string; length: number }) {
  return `${name}/${length}`;
}

/** All methods of the SDK's classes, by where they are. */
function methodsOf({ namespaces }: Sdk): Methods {
  const methods: Methods = new Map();
  const exported = namespaces.flatMap(Object.entries) as [string, unknown][];
  for (const [name, value] of exported) {
    if (typeof value !== 'function') continue;
    let link: unknown = value.prototype;
    for (let depth = 0; typeof link === 'object' && link; depth += 1) {
      const own = Object.entries(Object.getOwnPropertyDescriptors(link));
      for (const [key, { value: method }] of own as [
        string,
        { value: unknown },
      ][]) {
        if (typeof method === 'function' && key !== 'constructor') {
          const is = describeMethod(method);
          methods.set(`${name} ${depth} ${key}`, { method, is });
        }
      }
      link = Object.getPrototypeOf(link);
    }
  }
  return methods;
}

for (const sdk of ALL) {
  describe(`what is wrapped, ${sdk.name}`, () => {
    it('keeps its name and its length', async () => {
      const before = methodsOf(sdk);
      const { stop } = startInstrumented([sdk]);
      try {
        const changed = [...methodsOf(sdk)].filter(
          ([where, { method }]) => before.get(where)?.method !== method
        );
        const keys = new Set(changed.map(([where]) => where.split(' ')[2]));
        for (const key of [
          'connect',
          'close',
          'callTool',
          'start',
          'executeToolHandler',
          '_onrequest',
          '_onnotification',
          '_onresponse',
          '_onclose',
          '_cleanupTimeout',
        ]) {
          assert.ok(keys.has(key), `${key} is not wrapped`);
        }
        for (const [where, { is }] of changed) {
          assert.equal(is, before.get(where)?.is, where);
        }
      } finally {
        await stop();
      }
    });
  });
}

describe('what is wrapped beside classes', () => {
  it('keeps its name and its length: createMcpHandler, and its fetch', async () => {
    const { createMcpHandler } = commonJs;
    const { fetch } = createHandler(commonJs, {});
    const { stop } = startInstrumented([v2Cjs]);
    try {
      const wrapped = commonJs.createMcpHandler;
      assert.notEqual(wrapped, createMcpHandler);
      assert.equal(describeMethod(wrapped), describeMethod(createMcpHandler));
      const handler = createHandler(commonJs, {});
      assert.equal(describeMethod(handler.fetch), describeMethod(fetch));
    } finally {
      await stop();
    }
  });

  it('keeps them, and a spy: the send of what serves stdio', async () => {
    const { stop } = startInstrumented([v2Cjs]);
    try {
      const module = STDIO_MODULES.CJS;
      const { transport, peer } = createStdio(module);
      const before = describeMethod(transport.send.bind(transport));
      const spy = mock.method(transport, 'send');
      const served = module.serveStdio(
        () => new module.McpServer({ name: 's', version: '1' }),
        { transport }
      );
      peer.send({ jsonrpc: '2.0', id: 1, method: 'no/such' });
      await peer.next();
      assert.equal(spy.mock.callCount(), 1);
      const send = Reflect.get(transport, 'send') as Transport['send'];
      assert.equal(Reflect.get(send, 'mock'), spy.mock);
      assert.equal(`bound ${describeMethod(send)}`, before);
      await served.close();
    } finally {
      await stop();
    }
  });
});

type Put = (transport: Transport) => {
  readonly count: () => number;
  /** What the application finds as `send` of the transport. */
  readonly send: Transport['send'];
};

/** A `send` of the application, which counts and passes on. */
function counting(send: Transport['send']): {
  counted: Transport['send'];
  count: () => number;
} {
  let calls = 0;
  const counted = function (this: Transport, ...args: [object]) {
    calls += 1;
    return Reflect.apply(send, this, args);
  };
  return {
    counted: Object.assign(counted, { theirs: true }),
    count: () => calls,
  };
}

const WAYS: Record<string, Put> = {
  'a spy': transport => {
    const { mock: spy } = mock.method(transport, 'send');
    return { count: () => spy.callCount(), send: transport.send };
  },
  'a property of its own': transport => {
    const { counted, count } = counting(transport.send);
    transport.send = counted;
    return { count, send: counted };
  },
  'a defined property': transport => {
    const { counted, count } = counting(transport.send);
    Object.defineProperty(transport, 'send', {
      value: counted,
      configurable: true,
    });
    return { count, send: counted };
  },
  'a subclass': transport => {
    const base = Object.getPrototypeOf(transport) as Transport;
    const { counted, count } = counting(transport.send);
    const derived = Object.create(base, {
      send: { value: counted, configurable: true, writable: true },
    }) as Transport;
    Object.setPrototypeOf(transport, derived);
    return { count, send: counted };
  },
};

const CALLED = ['tools/call echo CLIENT', 'tools/call echo SERVER'];

for (const sdk of ALL) {
  describe(`a send of the application, ${sdk.name}`, () => {
    const call = async (client: Parameters<typeof callTool>[1]) => {
      const params = { name: 'echo', arguments: { text: 'a' } };
      await callTool(sdk, client, params);
      await settled();
    };

    for (const side of [0, 1] as const) {
      const where = side === 0 ? 'client' : 'server';
      for (const [way, put] of Object.entries(WAYS)) {
        it(`before connect(): ${way}, at the ${where}`, async () => {
          const { telemetry, stop } = startInstrumented([sdk]);
          const transports = sdk.InMemoryTransport.createLinkedPair();
          const transport = transports[side];
          const { count, send } = put(transport);
          const pair = await connectPair(sdk, undefined, undefined, transports);
          const before = count();
          await telemetry.reset();
          await call(pair.client);
          assert.equal(count() - before, 1);
          assert.deepEqual(labels(mcpSpans(telemetry.spans())), CALLED);
          // It stands behind ours, through which all that it has is seen.
          assert.deepEqual(
            Object.entries(Object.getOwnPropertyDescriptors(transport.send)),
            Object.entries(Object.getOwnPropertyDescriptors(send))
          );
          await pair.close();
          await stop();
        });

        if (way === 'a subclass') continue;
        it(`after connect(): ${way}, at the ${where}`, async () => {
          const { telemetry, stop } = startInstrumented([sdk]);
          const transports = sdk.InMemoryTransport.createLinkedPair();
          const transport = transports[side];
          const pair = await connectPair(sdk, undefined, undefined, transports);
          await call(pair.client);
          const { count, send } = put(transport);
          await telemetry.reset();
          await call(pair.client);
          assert.equal(transport.send, send);
          assert.equal(count(), 1);
          assert.deepEqual(labels(mcpSpans(telemetry.spans())), CALLED);
          assert.deepEqual(telemetry.unended(), []);
          await pair.close();
          await stop();
        });
      }

      it(`that is taken away again, at the ${where}`, async () => {
        const { telemetry, stop } = startInstrumented([sdk]);
        const transports = sdk.InMemoryTransport.createLinkedPair();
        const { mock: spy } = mock.method(transports[side], 'send');
        const pair = await connectPair(sdk, undefined, undefined, transports);
        spy.restore();
        await telemetry.reset();
        await call(pair.client);
        assert.deepEqual(labels(mcpSpans(telemetry.spans())), CALLED);
        assert.deepEqual(telemetry.unended(), []);
        await pair.close();
        await stop();
      });

      it(`that does not call what was there, at the ${where}`, async () => {
        const { telemetry, stop } = startInstrumented([sdk]);
        const transports = sdk.InMemoryTransport.createLinkedPair();
        const [near, far] = transports;
        const pair = await connectPair(
          sdk,
          createClient(sdk),
          undefined,
          transports
        );
        const other = side === 0 ? far : near;
        // Passes messages on by itself.
        transports[side].send = message => {
          other.onmessage?.(JSON.parse(JSON.stringify(message)));
          return Promise.resolve();
        };
        await telemetry.reset();
        await call(pair.client);
        // It is found out by the next message.
        await call(pair.client);
        assert.deepEqual(
          labels(mcpSpans(telemetry.spans())),
          CALLED.flatMap(label => [label, label])
        );
        assert.deepEqual(telemetry.unended(), []);
        await pair.close();
        await stop();
      });
    }
  });
}
