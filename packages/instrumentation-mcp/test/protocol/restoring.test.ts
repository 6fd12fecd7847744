/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { startInstrumented } from '../support/instrumented.ts';
import { connectPair, inSpan, settled } from '../support/pair.ts';
import { labels, mcpSpans } from '../support/spans.ts';
import { ALL, callTool, type Sdk } from '../support/sdk.ts';

/** Every own property of every prototype that the SDK's classes have. */
function prototypesOf(sdk: Sdk): Map<object, PropertyDescriptorMap> {
  const found = new Map<object, PropertyDescriptorMap>();
  const exported = sdk.namespaces.flatMap(Object.values) as unknown[];
  for (const value of exported.filter(one => typeof one === 'function')) {
    let link: unknown = value.prototype;
    while (typeof link === 'object' && link !== null) {
      if (link !== Object.prototype) {
        found.set(link, Object.getOwnPropertyDescriptors(link));
      }
      link = Object.getPrototypeOf(link);
    }
  }
  return found;
}

function assertSame(
  actual: ReadonlyMap<object, PropertyDescriptorMap>,
  expected: ReadonlyMap<object, PropertyDescriptorMap>
): void {
  assert.deepEqual([...actual.keys()], [...expected.keys()]);
  for (const [prototype, descriptors] of expected) {
    const now = actual.get(prototype) ?? {};
    assert.deepEqual(Reflect.ownKeys(now), Reflect.ownKeys(descriptors));
    for (const key of Reflect.ownKeys(descriptors)) {
      for (const part of ['value', 'get', 'set', 'writable']) {
        const partOf = (of: PropertyDescriptorMap): unknown =>
          Reflect.get(of[key] ?? {}, part);
        assert.equal(partOf(now), partOf(descriptors), String(key));
      }
    }
  }
}

for (const sdk of ALL) {
  describe(`disable(), ${sdk.name}`, () => {
    it('puts back the very functions that it found', async () => {
      const before = prototypesOf(sdk);
      const { instrumentation, stop } = startInstrumented([sdk]);
      const pair = await connectPair(sdk);
      await callTool(sdk, pair.client, { name: 'echo', arguments: {} });
      assert.throws(() => {
        assertSame(prototypesOf(sdk), before);
      }, 'nothing was patched');
      instrumentation.disable();
      assertSame(prototypesOf(sdk), before);
      instrumentation.enable();
      await pair.close();
      await stop();
      assertSame(prototypesOf(sdk), before);
    });

    it('leaves alone what others have wrapped on top', async () => {
      const { telemetry, instrumentation, stop } = startInstrumented([sdk]);
      let protocol: object = sdk.Client.prototype;
      while (!Object.hasOwn(protocol, '_onrequest')) {
        protocol = Object.getPrototypeOf(protocol) as object;
      }
      const ours = Object.getOwnPropertyDescriptor(protocol, 'connect');
      assert.ok(ours);
      const connect = ours.value as (...args: unknown[]) => unknown;
      let passed = 0;
      const theirs = function (this: unknown, ...args: unknown[]) {
        passed++;
        return Reflect.apply(connect, this, args);
      };
      Object.defineProperty(protocol, 'connect', { ...ours, value: theirs });
      try {
        instrumentation.disable();
        assert.equal(Reflect.get(protocol, 'connect'), theirs);
        await (await connectPair(sdk)).close();
        assert.ok(passed > 0);
        assert.deepEqual(telemetry.spans(), []);
        instrumentation.enable();
        const pair = await connectPair(sdk);
        await settled();
        assert.deepEqual(labels(telemetry.spans()), [
          'initialize CLIENT',
          'initialize SERVER',
          'notifications/initialized CLIENT',
          'notifications/initialized SERVER',
        ]);
        await pair.close();
      } finally {
        Object.defineProperty(protocol, 'connect', ours);
        await stop();
      }
    });

    it('silences clients and servers that are connected, enable() revives them', async () => {
      const { telemetry, instrumentation, stop } = startInstrumented([sdk]);
      const pair = await connectPair(sdk);
      const call = async () => {
        await telemetry.reset();
        const params = { name: 'echo', arguments: { text: 'a' } };
        const result = await inSpan('app', () =>
          callTool(sdk, pair.client, params)
        );
        await settled();
        assert.deepEqual(result['content'], [{ type: 'text', text: '"a"' }]);
        assert.deepEqual(telemetry.unended(), []);
        return labels(mcpSpans(telemetry.spans()));
      };
      const traced = ['tools/call echo CLIENT', 'tools/call echo SERVER'];
      assert.deepEqual(await call(), traced);
      instrumentation.disable();
      assert.deepEqual(await call(), []);
      instrumentation.enable();
      assert.deepEqual(await call(), traced);
      await pair.close();
      await stop();
    });
  });
}
