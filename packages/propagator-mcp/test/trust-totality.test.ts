/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { trace } from '@opentelemetry/api';
import fc from 'fast-check';
import {
  clearMeta,
  extractForeign,
  injectMeta,
  metaGetter,
  receiveMeta,
} from '../src/index.ts';
import { contextWith } from './support/contexts.ts';
import { deepFreeze } from './support/deep-freeze.ts';
import { hostile, thrown } from './support/hostile.ts';
import { throwing, w3c } from './support/propagators.ts';

const context = contextWith({ baggage: { own: '1' } });
const carriers = ['datadog', 'arguments'] as const;
const policies = fc.constantFrom('continue', 'link', 'ignore');
const parents = fc.constantFrom('meta', 'ambient');

/** Any value as params, as what holds the foreign carriers, and as a carrier. */
const messages = fc.oneof(
  hostile,
  hostile.map(build => () => ({ arguments: build() })),
  hostile.map(build => () => ({ _meta: { _dd_trace_context: build() } })),
  hostile.map(build => () => {
    const value = build();
    const headers = {
      'x-datadog-trace-id': '1',
      'x-datadog-parent-id': '2',
      'x-datadog-tags': value,
      'x-datadog-sampling-priority': value,
    };
    return { _meta: { _dd_trace_context: headers } };
  })
);

const jsonParams = fc.record(
  {
    name: fc.string(),
    arguments: fc.jsonValue(),
    _meta: fc.dictionary(
      fc.oneof(
        fc.constantFrom('traceparent', 'baggage', '_dd_trace_context'),
        fc.string()
      ),
      fc.oneof(fc.jsonValue(), fc.constant('a=1,b=2')),
      { noNullPrototype: true }
    ),
  },
  { noNullPrototype: true }
);

describe('the trust policies, whatever they are given', () => {
  it('receiveMeta: a context, valid links', () => {
    fc.assert(
      fc.property(messages, policies, parents, (build, policy, parent) => {
        const options = { propagator: w3c, policy, parent, carriers };
        const received = receiveMeta(context, build(), options);
        assert.equal(typeof received.parent.getValue, 'function');
        for (const { context: link } of received.links) {
          assert.equal(trace.isSpanContextValid(link), true);
        }
      }),
      { numRuns: 1000 }
    );
  });

  it('receiveMeta: survives options and contexts that untyped code may pass', () => {
    fc.assert(
      fc.property(messages, hostile, hostile, (build, first, second) => {
        const anyContext = first();
        const anyOptions = second();
        const params = build();
        // @ts-expect-error no context
        const received = receiveMeta(anyContext, params, anyOptions);
        assert.equal(Array.isArray(received.links), true);
        // @ts-expect-error no carriers
        receiveMeta(context, params, { carriers: anyOptions });
        // @ts-expect-error no carriers
        extractForeign(context, params, anyOptions);
      })
    );
  });

  it('extractForeign: a context', () => {
    fc.assert(
      fc.property(messages, build => {
        const options = { propagator: w3c };
        const params = build();
        const extracted = extractForeign(context, params, carriers, options);
        assert.equal(typeof extracted.getValue, 'function');
      }),
      { numRuns: 1000 }
    );
  });

  it('survive a propagator that throws whatever it likes', () => {
    fc.assert(
      fc.property(thrown, messages, (buildError, build) => {
        const propagator = throwing(buildError());
        const params = build();
        const options = { propagator, carriers: ['arguments'] } as const;
        assert.equal(receiveMeta(context, params, options).parent, context);
        clearMeta(params, { propagator });
      })
    );
  });

  it('injectMeta: any policy, any params', () => {
    fc.assert(
      fc.property(messages, hostile, (build, buildPolicy) => {
        const params = build();
        const anyPolicy = { propagator: w3c, baggage: buildPolicy() };
        // @ts-expect-error neither off, nor all, nor a list
        injectMeta(context, params, anyPolicy);
        const baggage = 'off';
        const sent = injectMeta(context, params, { propagator: w3c, baggage });
        if (Object.is(sent, params)) return;
        assert.ok(typeof sent === 'object' && sent !== null && '_meta' in sent);
        assert.equal(metaGetter.get(sent._meta, 'baggage'), undefined);
      }),
      { numRuns: 1000 }
    );
  });

  for (const [how, prepare] of Object.entries({
    frozen: deepFreeze,
    'as they are': <T>(value: T): T => value,
  })) {
    it(`never change the caller's objects (${how})`, () => {
      fc.assert(
        fc.property(
          jsonParams,
          fc.oneof(fc.constant('off' as const), fc.constant(['a'])),
          (params, baggage) => {
            const before = structuredClone(params);
            prepare(params);
            const options = { propagator: w3c, baggage, carriers };
            receiveMeta(context, params, options);
            extractForeign(context, params, carriers, options);
            const sent = injectMeta(context, params, options);
            clearMeta(params, options);
            assert.deepEqual(params, before);
            assert.equal(sent.arguments, params.arguments);
          }
        )
      );
    });
  }
});
