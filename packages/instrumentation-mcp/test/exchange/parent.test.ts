/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import {
  context,
  ROOT_CONTEXT,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { startTelemetry, type Telemetry } from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { setCall } from '../../src/exchange/call.ts';
import { incomingOrigin, outgoingParent } from '../../src/exchange/parent.ts';
import type { Trust } from '../../src/exchange/policies.ts';
import type { Arrival, Connection } from '../../src/model/connection.ts';
import { TransportConnection } from '../../src/protocol/transports/transport-connection.ts';
import { v1 } from '../support/sdk.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const SPAN_ID = 'b7ad6b7169203331';
const TRACEPARENT = `00-${TRACE_ID}-${SPAN_ID}-01`;
const HEADER_SPAN_ID = '1111111111111111';
const headers = { traceparent: `00-${TRACE_ID}-${HEADER_SPAN_ID}-01` };

/** What `traceparent` may be without being one. */
const MALFORMED: readonly unknown[] = [
  undefined,
  null,
  '',
  'abc',
  7,
  true,
  {},
  [],
  TRACEPARENT.toUpperCase(),
  TRACEPARENT.replace('00-', 'ff-'),
  TRACEPARENT.replaceAll('-', ''),
  TRACEPARENT.slice(0, -1),
  TRACEPARENT + '-more',
  `00-${'0'.repeat(32)}-${SPAN_ID}-01`,
  `00-${TRACE_ID}-${'0'.repeat(16)}-01`,
  `00-${TRACE_ID}-${SPAN_ID}-xx`,
  `00-${TRACE_ID.replace('0', 'g')}-${SPAN_ID}-01`,
  `${TRACEPARENT}, ${TRACEPARENT}`,
  [TRACEPARENT],
  { toString: () => TRACEPARENT },
];

/** The default: whatever a peer says is taken up. */
const TRUST: Trust = { policy: 'continue', parent: 'meta', carriers: [] };

class OtherTransport {
  send = () => Promise.resolve();
}

/** Connections over real transports, by what the ambient context means there. */
const CONNECTIONS = {
  'HTTP server': () =>
    new StreamableHTTPServerTransport({ sessionIdGenerator: () => 'x' }),
  'HTTP client': () =>
    new v1.StreamableHTTPClientTransport(new URL('http://127.0.0.1/mcp')),
  stdio: () => new v1.StdioClientTransport({ command: 'none' }),
  'in memory': () => v1.InMemoryTransport.createLinkedPair()[0],
  other: () => new OtherTransport(),
};

function connection(kind: keyof typeof CONNECTIONS): TransportConnection {
  const transport: object = CONNECTIONS[kind]();
  return new TransportConnection(transport as OtherTransport);
}

function carrying(traceparent: unknown) {
  const params = { name: 'x', _meta: { traceparent } };
  return { method: 'tools/call', params };
}

function parentId(parent: Context): string | undefined {
  return trace.getSpanContext(parent)?.spanId;
}

describe('the parent of an incoming message', () => {
  let telemetry: Telemetry;
  let ambient: Span;
  let ambientId: string;
  before(() => {
    telemetry = startTelemetry();
    ambient = trace.getTracer('test').startSpan('ambient');
    ambientId = ambient.spanContext().spanId;
  });
  after(() => telemetry.shutdown());

  const origin = (
    kind: keyof typeof CONNECTIONS | Connection,
    traceparent: unknown,
    arrival: Arrival = {},
    active = trace.setSpan(ROOT_CONTEXT, ambient),
    trust = TRUST
  ) => {
    const where = typeof kind === 'string' ? connection(kind) : kind;
    const { parent, links } = context.with(active, () =>
      incomingOrigin(carrying(traceparent), where, arrival, trust)
    );
    const linked = (links ?? []).map(link => link.context.spanId);
    return { parent: parentId(parent), linked };
  };
  const none = { parent: undefined, linked: [] };

  it('is what _meta carries, with a link to the HTTP server span', () => {
    assert.deepEqual(origin('HTTP server', TRACEPARENT), {
      parent: SPAN_ID,
      linked: [ambientId],
    });
  });

  it('is what _meta carries, whatever the headers say', () => {
    assert.deepEqual(
      origin('HTTP server', TRACEPARENT, { headers }, ROOT_CONTEXT),
      { parent: SPAN_ID, linked: [] }
    );
  });

  for (const kind of ['stdio', 'in memory', 'HTTP client', 'other'] as const) {
    it(`is what _meta carries, without link to the opener's span: ${kind}`, () => {
      const opened = connection(kind);
      opened.openerSpanId = ambientId;
      const expected = { parent: SPAN_ID, linked: [] };
      assert.deepEqual(origin(opened, TRACEPARENT), expected);
    });
  }

  it('has no link to itself', () => {
    const { traceId, spanId } = ambient.spanContext();
    const same = `00-${traceId}-${spanId}-01`;
    const expected = { parent: ambientId, linked: [] };
    assert.deepEqual(origin('HTTP server', same), expected);
  });

  it('keeps a remote parent from being taken for a local one', () => {
    const { parent } = context.with(ROOT_CONTEXT, () =>
      incomingOrigin(carrying(TRACEPARENT), connection('stdio'), {}, TRUST)
    );
    assert.equal(trace.getSpanContext(parent)?.isRemote, true);
  });

  for (const malformed of MALFORMED) {
    const shown =
      malformed === undefined ? 'undefined' : JSON.stringify(malformed);
    it(`is found without _meta.traceparent: ${shown}`, () => {
      const ambientParent = { parent: ambientId, linked: [] };
      assert.deepEqual(origin('HTTP server', malformed), ambientParent);
      assert.deepEqual(origin('stdio', malformed), none);
      assert.deepEqual(origin('in memory', malformed), none);
    });
  }

  it('is in the headers where nothing else tells', () => {
    const expected = { parent: HEADER_SPAN_ID, linked: [] };
    for (const sent of [headers, new Headers(headers)]) {
      const arrival = { headers: sent };
      assert.deepEqual(
        origin('HTTP server', 'abc', arrival, ROOT_CONTEXT),
        expected
      );
    }
  });

  it('is the HTTP server span rather than the headers', () => {
    const expected = { parent: ambientId, linked: [] };
    assert.deepEqual(origin('HTTP server', 'abc', { headers }), expected);
  });

  it('is the call that the message refers to', () => {
    const callContext = trace.setSpan(ROOT_CONTEXT, ambient);
    const expected = { parent: ambientId, linked: [] };
    assert.deepEqual(
      origin(
        'stdio',
        undefined,
        { named: { context: callContext } },
        ROOT_CONTEXT
      ),
      expected
    );
  });

  it('is the open call whose answer carried it, on a client of HTTP', () => {
    const active = trace.setSpan(ROOT_CONTEXT, ambient);
    const open = setCall(active, { context: active, ended: false });
    const over = setCall(active, { context: active, ended: true });
    const expected = { parent: ambientId, linked: [] };
    assert.deepEqual(origin('HTTP client', undefined, {}, open), expected);
    assert.deepEqual(origin('HTTP client', undefined, {}, over), none);
    assert.deepEqual(origin('HTTP client', undefined, {}, active), none);
  });

  it('is on other transports a span that records and did not open them', () => {
    const opened = connection('other');
    assert.equal(origin(opened, undefined).parent, ambientId);
    opened.openerSpanId = ambientId;
    assert.deepEqual(origin(opened, undefined), none);
    const ended = trace.getTracer('test').startSpan('ended');
    ended.end();
    const active = trace.setSpan(ROOT_CONTEXT, ended);
    assert.deepEqual(origin(connection('other'), undefined, {}, active), none);
  });

  for (const [policy, linked] of [
    ['link', HEADER_SPAN_ID],
    ['ignore', undefined],
  ] as const) {
    it(`is never remote by the policy "${policy}"`, () => {
      const trust = { ...TRUST, policy };
      const links = linked === undefined ? [] : [linked];
      assert.deepEqual(
        origin('HTTP server', 'abc', { headers }, ROOT_CONTEXT, trust),
        { parent: undefined, linked: links }
      );
      const carried = origin('stdio', TRACEPARENT, {}, ROOT_CONTEXT, trust);
      assert.equal(carried.parent, undefined);
    });
  }

  describe('of an outgoing message', () => {
    it('is the active span, whatever is in _meta', () => {
      const active = trace.setSpan(ROOT_CONTEXT, ambient);
      for (const traceparent of [TRACEPARENT, ...MALFORMED]) {
        const parent = context.with(active, () =>
          outgoingParent(carrying(traceparent))
        );
        assert.equal(parentId(parent), ambientId);
      }
    });

    it('is what the caller put into _meta, without an active span', () => {
      const parent = context.with(ROOT_CONTEXT, () =>
        outgoingParent(carrying(TRACEPARENT))
      );
      assert.equal(parentId(parent), SPAN_ID);
    });

    it('is none where that is malformed', () => {
      for (const traceparent of MALFORMED) {
        const parent = context.with(ROOT_CONTEXT, () =>
          outgoingParent(carrying(traceparent))
        );
        assert.equal(parentId(parent), undefined);
      }
    });
  });
});
