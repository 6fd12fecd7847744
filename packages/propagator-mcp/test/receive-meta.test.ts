/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import {
  INVALID_SPAN_CONTEXT,
  ROOT_CONTEXT,
  createContextKey,
  trace,
  type Context,
  type SpanContext,
} from '@opentelemetry/api';
import {
  receiveMeta,
  type InboundPolicy,
  type ParentPolicy,
  type ReceivedMeta,
} from '../src/index.ts';
import {
  baggageIn,
  contextWith,
  FOREIGN_TRACEPARENT,
  SPAN_ID,
  TRACE_ID,
} from './support/contexts.ts';
import { diagnosticsOf } from './support/diagnostics.ts';
import { throwing, w3c } from './support/propagators.ts';

const REMOTE = '2'.repeat(16);
const KEY = createContextKey('key');

const params = {
  name: 'add',
  _meta: {
    traceparent: FOREIGN_TRACEPARENT,
    tracestate: 'vendor=1',
    baggage: 'theirs=1',
  },
};
const ambient = contextWith({
  tracestate: 'own=1',
  baggage: { ours: '1' },
}).setValue(KEY, 'kept');
const withoutSpan = trace.deleteSpan(ambient);

const spanOf = (context: Context) => trace.getSpanContext(context)?.spanId;
const linked = ({ links }: ReceivedMeta) =>
  links.map(({ context }) => context.spanId);
const tracestateOf = (spanContext: SpanContext | undefined) =>
  spanContext?.traceState?.serialize();

/** Policy, parent; then span of the parent and links with: both, remote, ambient. */
type Outcome = [parent: string | undefined, links: string[]];
const TABLE: [InboundPolicy, ParentPolicy, Outcome, Outcome, Outcome][] = [
  ['continue', 'meta', [REMOTE, [SPAN_ID]], [REMOTE, []], [SPAN_ID, []]],
  ['continue', 'ambient', [SPAN_ID, [REMOTE]], [REMOTE, []], [SPAN_ID, []]],
  [
    'link',
    'meta',
    [undefined, [REMOTE, SPAN_ID]],
    [undefined, [REMOTE]],
    [undefined, [SPAN_ID]],
  ],
  [
    'link',
    'ambient',
    [SPAN_ID, [REMOTE]],
    [undefined, [REMOTE]],
    [SPAN_ID, []],
  ],
  ['ignore', 'meta', [SPAN_ID, []], [undefined, []], [SPAN_ID, []]],
  ['ignore', 'ambient', [SPAN_ID, []], [undefined, []], [SPAN_ID, []]],
];

describe('receiveMeta', () => {
  for (const [policy, parent, both, remote, local] of TABLE) {
    const options = { propagator: w3c, policy, parent };

    describe(`with the policy ${policy}, parent ${parent}`, () => {
      const cases: [string, Context, unknown, Outcome][] = [
        ['both contexts', ambient, params, both],
        ['the remote one', withoutSpan, params, remote],
        ['the ambient one', ambient, { name: 'add' }, local],
        ['none', withoutSpan, undefined, [undefined, []]],
      ];
      for (const [which, context, given, [span, links]] of cases) {
        it(`has the parent and the links of ${which}`, () => {
          const received = receiveMeta(context, given, options);
          assert.equal(spanOf(received.parent), span);
          assert.deepEqual(linked(received), links);
        });
      }

      it('keeps what else the ambient context holds', () => {
        const { parent: context } = receiveMeta(ambient, params, options);
        assert.equal(context.getValue(KEY), 'kept');
      });

      it('adopts baggage only to continue', () => {
        const received = receiveMeta(ambient, params, options);
        assert.deepEqual(
          baggageIn(received.parent),
          policy === 'continue' ? { theirs: '1' } : { ours: '1' }
        );
      });

      it('hands on the tracestate of the peer only to continue', () => {
        const received = receiveMeta(ambient, params, options);
        const states = [
          trace.getSpanContext(received.parent),
          received.remote,
          ...received.links.map(({ context }) => context),
        ].map(tracestateOf);
        assert.equal(states.includes('vendor=1'), policy === 'continue');
      });

      it('tells the remote span, unless it is not to be read', () => {
        const { remote: told } = receiveMeta(ambient, params, options);
        assert.equal(told?.spanId, policy === 'ignore' ? undefined : REMOTE);
        assert.equal(receiveMeta(ambient, {}, options).remote, undefined);
      });
    });
  }

  it('continues, below what _meta carries, by default', () => {
    const received = receiveMeta(ambient, params, { propagator: w3c });
    assert.equal(spanOf(received.parent), REMOTE);
    assert.deepEqual(received.links, [
      { context: trace.getSpanContext(ambient) },
    ]);
  });

  it('takes undefined options for the defaults', () => {
    const received = receiveMeta(ambient, params, {
      propagator: w3c,
      policy: undefined,
      parent: undefined,
      carriers: undefined,
    });
    assert.equal(spanOf(received.parent), REMOTE);
  });

  it('takes what is no policy for a reason not to read', () => {
    const options = { propagator: w3c, policy: 'Link' };
    // @ts-expect-error a misspelt policy
    const received = receiveMeta(ambient, params, options);
    assert.deepEqual(received, {
      parent: ambient,
      links: [],
      remote: undefined,
    });
  });

  it('does not even look at params that it ignores', () => {
    const untouchable = new Proxy(
      {},
      { getOwnPropertyDescriptor: () => assert.fail('read') }
    );
    const { parent } = receiveMeta(ambient, untouchable, { policy: 'ignore' });
    assert.equal(parent, ambient);
  });

  it('links no invalid span, and does not take one for a parent', () => {
    const invalid = trace.setSpanContext(ROOT_CONTEXT, INVALID_SPAN_CONTEXT);
    for (const parent of ['meta', 'ambient'] as const) {
      const options = { propagator: w3c, parent };
      const received = receiveMeta(invalid, params, options);
      assert.equal(spanOf(received.parent), REMOTE);
      assert.deepEqual(received.links, []);
    }
  });

  it('does not link a span to its own parent', () => {
    const _meta = { traceparent: `00-${TRACE_ID}-${SPAN_ID}-01` };
    for (const parent of ['meta', 'ambient'] as const) {
      const options = { propagator: w3c, parent };
      const received = receiveMeta(ambient, { _meta }, options);
      assert.equal(spanOf(received.parent), SPAN_ID);
      assert.deepEqual(received.links, []);
    }
    const public_ = { propagator: w3c, policy: 'link' } as const;
    assert.equal(receiveMeta(ambient, { _meta }, public_).links.length, 1);
  });

  it('adopts baggage that comes without a trace context', () => {
    const given = { _meta: { baggage: 'theirs=1' } };
    const { parent } = receiveMeta(ambient, given, { propagator: w3c });
    assert.equal(spanOf(parent), SPAN_ID);
    assert.deepEqual(baggageIn(parent), { theirs: '1' });
    const root = receiveMeta(withoutSpan, given, { propagator: w3c });
    assert.equal(spanOf(root.parent), undefined);
    assert.deepEqual(baggageIn(root.parent), { theirs: '1' });
  });

  it('gives the ambient context itself where there is nothing to add', () => {
    const received = receiveMeta(ambient, {}, { propagator: w3c });
    assert.equal(received.parent, ambient);
  });

  it('survives a propagator that throws, in one diagnostic', () => {
    const options = { propagator: throwing(new TypeError('secret')) };
    const calls = diagnosticsOf(() => {
      const { parent, links } = receiveMeta(ambient, params, options);
      assert.equal(parent, ambient);
      assert.deepEqual(links, []);
    });
    assert.deepEqual(calls, [
      [
        'opentelemetry-propagator-mcp: extracting from _meta failed (TypeError)',
      ],
    ]);
  });
});
