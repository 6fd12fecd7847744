/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import {
  assertSpanTree,
  checkMcpConventions,
  type ExpectedSpan,
} from 'opentelemetry-mcp-test-utils';
import { envelope } from '../../support/entries.ts';
import {
  createStdio,
  startStdio,
  STDIO_MODULES,
  type StdioOptions,
} from '../../support/entry-stdio.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../../support/instrumented.ts';
import { settled } from '../../support/pair.ts';

const CODE = 'rpc.response.status_code';
const LISTEN = 'subscriptions/listen';

interface Row {
  /** Requests, each sent when the one before is answered. */
  readonly requests: readonly { method: string; params?: object }[];
  readonly options?: StdioOptions;
  readonly spans: readonly Omit<ExpectedSpan, 'kind'>[];
}

const refused = (
  name: string,
  code: string,
  status: 'UNSET' | 'ERROR' = 'UNSET'
): Omit<ExpectedSpan, 'kind'> => ({
  name,
  status,
  attributes: {
    'jsonrpc.request.id': /^\d$/,
    'network.transport': 'pipe',
    [CODE]: code,
    'error.type': status === 'ERROR' ? code : undefined,
  },
});

const list = { method: 'tools/list', params: envelope() };
const initialize = {
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    clientInfo: { name: 'old', version: '1.0.0' },
    capabilities: {},
  },
};
const listen = {
  method: LISTEN,
  params: envelope({ notifications: { toolsListChanged: true } }),
};

const REFUSED: Readonly<Record<string, Row>> = {
  'an invalid envelope': {
    requests: [
      {
        method: 'tools/list',
        params: envelope({}, { 'io.modelcontextprotocol/clientInfo': 1 }),
      },
    ],
    spans: [refused('tools/list', '-32602')],
  },
  'an unsupported revision': {
    requests: [
      { method: 'tools/list', params: envelope({}, {}, '2099-01-01') },
    ],
    spans: [refused('tools/list', '-32022')],
  },
  'a method that nobody knows, in an unsupported revision': {
    requests: [{ method: 'x/1', params: envelope({}, {}, '2099-01-01') }],
    spans: [refused('_OTHER', '-32022')],
  },
  'the era before, where it is not served': {
    requests: [initialize],
    options: { legacy: 'reject' },
    spans: [refused('initialize', '-32022')],
  },
  'the era before, on a connection of this era': {
    requests: [list, initialize],
    spans: [{ name: 'tools/list' }, refused('initialize', '-32022')],
  },
  'to listen to nothing': {
    requests: [{ method: LISTEN, params: envelope() }],
    spans: [refused(LISTEN, '-32602')],
  },
  'to listen without an envelope': {
    requests: [list, { method: LISTEN, params: {} }],
    spans: [{ name: 'tools/list' }, refused(LISTEN, '-32602')],
  },
  'too many subscriptions': {
    requests: [listen],
    options: { maxSubscriptions: 0 },
    spans: [refused(LISTEN, '-32603', 'ERROR')],
  },
};

const SERVED: Readonly<Record<string, Row>> = {
  'a subscription': {
    requests: [listen],
    spans: [
      { name: LISTEN, status: 'UNSET', attributes: { [CODE]: undefined } },
    ],
  },
  'a call': {
    requests: [{ method: 'tools/call', params: envelope({ name: 'echo' }) }],
    spans: [{ name: 'tools/call echo', children: [{ name: 'work echo' }] }],
  },
  'a discovery, then a call': {
    requests: [
      { method: 'server/discover', params: envelope() },
      { method: 'tools/call', params: envelope({ name: 'echo' }) },
    ],
    spans: [
      { name: 'server/discover' },
      { name: 'tools/call echo', children: [{ name: 'work echo' }] },
    ],
  },
  'a method that the server does not know': {
    requests: [{ method: 'no/such', params: envelope() }],
    spans: [{ name: '_OTHER', attributes: { [CODE]: '-32601' } }],
  },
  'a handshake of the era before': {
    requests: [initialize],
    spans: [{ name: 'initialize' }],
  },
};

for (const [format, module] of Object.entries(STDIO_MODULES)) {
  describe(`serveStdio, ${format}`, () => {
    let instrumented: Instrumented;
    before(() => {
      instrumented = startInstrumented([]);
      instrumented.instrumentation.instrument(module);
    });
    beforeEach(() => instrumented.telemetry.reset());
    after(() => instrumented.stop());

    async function play({ requests, options }: Row): Promise<string[]> {
      const peer = startStdio(module, options);
      const answers: string[] = [];
      for (const [id, request] of requests.entries()) {
        peer.send({ jsonrpc: '2.0', id, ...request });
        answers.push(await peer.next());
      }
      await peer.close();
      return answers;
    }

    async function check(row: Row): Promise<void> {
      instrumented.instrumentation.disable();
      const expected = await play(row);
      await instrumented.telemetry.reset();
      instrumented.instrumentation.enable();

      assert.deepEqual(await play(row), expected);
      await settled();
      const spans = instrumented.telemetry.spans();
      assertSpanTree(
        spans,
        row.spans.map(span => ({ ...span, kind: 'SERVER' }))
      );
      assert.deepEqual(checkMcpConventions(spans), []);
      assert.deepEqual(instrumented.telemetry.unended(), []);
    }

    describe('refuses', () => {
      for (const [what, row] of Object.entries(REFUSED)) {
        it(what, () => check(row));
      }
    });

    describe('serves, with one span', () => {
      for (const [what, row] of Object.entries(SERVED)) {
        it(what, () => check(row));
      }
    });

    it('reports a server that cannot be made', async () => {
      const peer = startStdio(module, {}, () => {
        throw new Error('no server today');
      });
      peer.send({ jsonrpc: '2.0', id: 1, ...list });
      await peer.next();
      await peer.close();
      assertSpanTree(instrumented.telemetry.spans(), {
        ...refused('tools/list', '-32603', 'ERROR'),
        kind: 'SERVER',
      });
    });

    it('starts the span when the message arrives', async () => {
      let arrived = 0;
      const peer = startStdio(module, {}, async () => {
        arrived = Date.now();
        await settled();
        throw new Error('no server today');
      });
      peer.send({ jsonrpc: '2.0', id: 1, ...list });
      await peer.next();
      await peer.close();
      const [span] = instrumented.telemetry.spans();
      assert.ok(span !== undefined && span.startTime <= arrived);
    });

    it('continues the trace of the message', async () => {
      const traceId = '0af7651916cd43dd8448eb211c80319c';
      const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
      const params = envelope({}, { traceparent }, '2099-01-01');
      await play({ requests: [{ method: 'tools/list', params }], spans: [] });
      const [span] = instrumented.telemetry.spans();
      assert.equal(span?.traceId, traceId);
      assert.equal(span.parentSpanId, 'b7ad6b7169203331');
    });

    it('traces what an application answers itself', async () => {
      const { transport, peer } = createStdio(module);
      transport.onmessage = message => {
        assert.ok('id' in message && message.id !== undefined);
        void transport.send({ jsonrpc: '2.0', id: message.id, result: {} });
      };
      await transport.start();
      peer.send({ jsonrpc: '2.0', id: 1, method: 'ping' });
      assert.equal(await peer.next(), '{"jsonrpc":"2.0","id":1,"result":{}}');
      await transport.close();
      assertSpanTree(instrumented.telemetry.spans(), {
        name: 'ping',
        kind: 'SERVER',
      });
    });

    it('forgets the oldest of very many requests without an answer', async () => {
      const { transport, peer } = createStdio(module);
      const ids: unknown[] = [];
      const received = new Promise(resolve => {
        transport.onmessage = message => {
          ids.push('id' in message ? message.id : undefined);
          if (ids.length === 1_001) resolve(undefined);
        };
      });
      await transport.start();
      for (let id = 0; id <= 1_000; id++) {
        peer.send({ jsonrpc: '2.0', id, method: 'ping' });
      }
      await received;
      for (const id of [0, 1_000]) {
        await transport.send({ jsonrpc: '2.0', id, result: {} });
      }
      await transport.close();
      assertSpanTree(instrumented.telemetry.spans(), {
        name: 'ping',
        kind: 'SERVER',
        attributes: { 'jsonrpc.request.id': '1000' },
      });
    });

    it('passes through once it is disabled', async () => {
      const peer = startStdio(module, { legacy: 'reject' });
      instrumented.instrumentation.disable();
      peer.send({ jsonrpc: '2.0', id: 1, ...initialize });
      await peer.next();
      instrumented.instrumentation.enable();
      await peer.close();
      assert.deepEqual(instrumented.telemetry.spans(), []);
    });
  });
}
