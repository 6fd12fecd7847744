/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { checkMcpConventions } from 'opentelemetry-mcp-test-utils';
import { collectDiagnostics } from '../support/diagnostics.ts';
import { startInstrumented } from '../support/instrumented.ts';
import { settled } from '../support/pair.ts';
import { plainPair } from '../support/scenario.ts';
import { LINES_ESM, type Sdk } from '../support/sdk.ts';

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

const own = (json: string): unknown => JSON.parse(json);

/** Values where an object, a string or a number is expected. */
const WRONG: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1.5,
  Number.NaN,
  Number.MAX_SAFE_INTEGER,
  '',
  'abc',
  '\u0000\ud800',
  'x'.repeat(100_000),
  [],
  [1, [2]],
  {},
  { length: 1 },
  own('{"__proto__":{"polluted":true},"constructor":1,"toString":null}'),
  own('{"traceparent":{"traceparent":1},"tracestate":[],"baggage":7}'),
];

function messages(): unknown[] {
  const call = (params: unknown, id: unknown = 1) => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params,
  });
  const echo = { name: 'echo', arguments: {} };
  return [
    ...WRONG,
    ...WRONG.map(params => call(params)),
    ...WRONG.map(_meta => call({ ...echo, _meta })),
    ...WRONG.map(traceparent =>
      call({ ...echo, _meta: { traceparent, tracestate: traceparent } })
    ),
    ...WRONG.map(baggage =>
      call({ ...echo, _meta: { traceparent: TRACEPARENT, baggage } })
    ),
    ...WRONG.map(name => call({ name, arguments: {} })),
    ...WRONG.map(id => call(echo, id)),
    ...WRONG.map(method => ({ jsonrpc: '2.0', id: 2, method })),
    ...WRONG.map(method => ({ jsonrpc: '2.0', method })),
    ...WRONG.map(jsonrpc => ({ jsonrpc, id: 3, method: 'ping' })),
    ...WRONG.map(id => ({ jsonrpc: '2.0', id, result: {} })),
    ...WRONG.map(result => ({ jsonrpc: '2.0', id: 0, result })),
    ...WRONG.map(error => ({ jsonrpc: '2.0', id: 0, error })),
    ...WRONG.map(code => ({ jsonrpc: '2.0', id: 0, error: { code } })),
    ...WRONG.map(requestId => ({
      jsonrpc: '2.0',
      method: 'notifications/cancelled',
      params: { requestId },
    })),
    ...WRONG.map(progressToken => ({
      jsonrpc: '2.0',
      method: 'notifications/progress',
      params: { progressToken, progress: 1 },
    })),
    ...WRONG.map(params => ({
      jsonrpc: '2.0',
      id: 4,
      method: 'completion/complete',
      params: { ref: params, argument: params },
    })),
    { jsonrpc: '2.0', id: 5, method: 'ping', result: {}, error: {} },
    own('{"jsonrpc":"2.0","id":6,"method":"ping","__proto__":{"method":1}}'),
    own('{"jsonrpc":"2.0","id":7,"method":"__proto__","params":{}}'),
  ];
}

/** Feeds messages to both ends, and tells all that an observer could see. */
async function feed(sdk: Sdk): Promise<unknown[]> {
  const seen: unknown[] = [];
  const pair = await plainPair(sdk);
  const watch = (end: 'client' | 'server') => {
    const transport =
      end === 'client' ? pair.clientTransport : pair.serverTransport;
    const protocol = end === 'client' ? pair.client : pair.server.server;
    protocol.onerror = error => {
      seen.push([end, 'onerror', error.constructor.name, error.message]);
    };
    // Answers go nowhere: the other end must not see them.
    transport.send = message => {
      const copy = structuredClone(message) as { params?: { _meta?: unknown } };
      if (copy.params) delete copy.params._meta;
      seen.push([end, 'sent', copy]);
      return Promise.resolve();
    };
    return transport;
  };
  for (const end of ['client', 'server'] as const) {
    const transport = watch(end);
    for (const message of messages()) {
      try {
        transport.onmessage?.(message);
      } catch (error) {
        seen.push([end, 'threw', String(error)]);
      }
      await settled();
    }
  }
  await pair.close();
  return seen;
}

for (const sdk of LINES_ESM) {
  describe(`hostile messages, ${sdk.name}`, () => {
    it('have the same effects as without instrumentation', async () => {
      const untouched = await feed(sdk);
      const { telemetry, stop } = startInstrumented([sdk]);
      const diagnostics = collectDiagnostics();
      try {
        const traced = await feed(sdk);
        assert.ok(traced.length > 100);
        assert.deepEqual(traced, untouched);
        assert.ok(telemetry.spans().length > 100);
        assert.deepEqual(telemetry.unended(), []);
        // A call of no tool has no name of a tool.
        const metrics = await telemetry.metrics();
        const violations = checkMcpConventions(telemetry.spans(), metrics);
        assert.deepEqual(
          violations.filter(({ rule }) => rule !== 'gen_ai.tool.name'),
          []
        );
        assert.deepEqual(diagnostics.lines, []);
        assert.equal(Reflect.get({}, 'polluted'), undefined);
      } finally {
        diagnostics.stop();
        await stop();
      }
    });
  });
}
