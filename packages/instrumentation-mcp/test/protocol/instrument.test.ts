/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { collectDiagnostics } from '../support/diagnostics.ts';
import { roundTripTree } from '../support/expectations.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { inSpan, settled } from '../support/pair.ts';
import { ALL, type Sdk } from '../support/sdk.ts';
import { roundTrip } from '../fixtures/lib/round-trip.cjs';

const INFO = { name: 'test', version: '1' };

/** What `instrument()` takes, by what is instrumented by it. */
const TARGETS: Record<string, (sdk: Sdk) => readonly unknown[]> = {
  'module namespaces': sdk => sdk.namespaces.slice(0, 2),
  'a namespace of an application that exports the SDK again': sdk => [
    { default: undefined, name: 'x', Client: sdk.Client, Server: sdk.Server },
  ],
  'a namespace whose default export is an instance': sdk => [
    { default: new sdk.Client(INFO) },
    { default: new sdk.Server(INFO) },
  ],
  'the classes Client and Server': sdk => [sdk.Client, sdk.Server],
  'the classes Client and McpServer': sdk => [sdk.Client, sdk.McpServer],
  'instances of Client and Server': sdk => [
    new sdk.Client(INFO),
    new sdk.Server(INFO),
  ],
  'instances of Client and McpServer': sdk => [
    new sdk.Client(INFO),
    new sdk.McpServer(INFO),
  ],
  'classes of the application': sdk => [
    class extends sdk.Client {},
    class extends sdk.McpServer {},
  ],
  'all of it, and twice': sdk => [
    ...sdk.namespaces.slice(0, 2),
    sdk.Client,
    sdk.Server,
    sdk.McpServer,
    new sdk.Client(INFO),
  ],
};

describe('instrument()', () => {
  let instrumented: Instrumented;
  beforeEach(() => {
    instrumented = startInstrumented([]);
    // What require() has loaded is found without it.
    instrumented.instrumentation.disable();
  });
  afterEach(() => instrumented.stop());

  for (const sdk of ALL) {
    for (const [what, targets] of Object.entries(TARGETS)) {
      it(`takes ${what}, ${sdk.name}`, async () => {
        const { telemetry, instrumentation } = instrumented;
        const diagnostics = collectDiagnostics();
        try {
          for (const target of targets(sdk)) {
            assert.equal(instrumentation.instrument(target), target);
          }
          instrumentation.enable();
          await roundTrip('x', sdk);
          await settled();
          assertSpanTree(telemetry.spans(), roundTripTree('x'));
          assert.deepEqual(telemetry.unended(), []);
          assert.deepEqual(diagnostics.lines, []);
        } finally {
          diagnostics.stop();
        }
      });
    }
  }
});

const fail = (): never => {
  throw new Error('trap');
};
const TRAPS = Reflect.ownKeys(Reflect).filter(key => typeof key === 'string');
const hostile = (target: object) =>
  new Proxy(target, Object.fromEntries(TRAPS.map(trap => [trap, fail])));
const revoked = Proxy.revocable({}, {});
revoked.revoke();

class Stranger {
  request() {
    return this;
  }
}

const STRANGERS: Record<string, unknown> = {
  undefined,
  null: null,
  'a number': 7,
  'a string': 'Client',
  'an empty object': {},
  'a frozen object': Object.freeze({ Client: Object.freeze(Stranger) }),
  'an object without prototype': Object.create(null) as unknown,
  'a function': () => undefined,
  'a class of something else': Stranger,
  'a function without prototype': Object.assign(() => 1, { prototype: null }),
  'a getter that throws': Object.defineProperty({}, 'Client', {
    enumerable: true,
    get: fail,
  }),
  'a class whose prototype throws': hostile(Stranger),
  'a namespace of such a class': { Client: hostile(Stranger) },
  'a proxy whose traps throw': hostile({}),
  'a revoked proxy': revoked.proxy,
  'a prototype that throws': Object.create(hostile({})) as unknown,
};

describe('instrument(), with something that is not the SDK', () => {
  for (const [what, stranger] of Object.entries(STRANGERS)) {
    it(`returns it, with one warning: ${what}`, async () => {
      const { instrumentation, stop } = startInstrumented([]);
      const diagnostics = collectDiagnostics();
      try {
        assert.equal(
          Object.is(instrumentation.instrument(stranger), stranger),
          true
        );
        const warnings = diagnostics.lines.filter(line =>
          line.includes('instrument() found nothing')
        );
        assert.equal(warnings.length, 1, diagnostics.lines.join('\n'));
      } finally {
        diagnostics.stop();
        await stop();
      }
    });
  }

  it('leaves frozen prototypes alone', async () => {
    class Frozen {
      connect() {
        return 'connected';
      }
      request() {
        return 'requested';
      }
      _onrequest() {
        return 'received';
      }
    }
    Object.freeze(Frozen.prototype);
    const { instrumentation, stop } = startInstrumented([]);
    try {
      instrumentation.instrument(Frozen);
      assert.equal(new Frozen().request(), 'requested');
      assert.equal(
        await inSpan('app', () => Promise.resolve(new Frozen().connect())),
        'connected'
      );
    } finally {
      await stop();
    }
  });
});
