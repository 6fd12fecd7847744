/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import {
  ROOT_CONTEXT,
  trace,
  type Context,
  type TextMapPropagator,
} from '@opentelemetry/api';
import fc from 'fast-check';
import { extractMeta, injectMeta } from '../src/index.ts';
import { baggageIn, contextWith, spanContextOf } from './support/contexts.ts';
import { b3, w3c } from './support/propagators.ts';

const hex = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), {
      minLength: length,
      maxLength: length,
    })
    .map(digits => digits.map(digit => digit.toString(16)).join(''))
    .filter(id => /[1-9a-f]/.test(id));

const spanContexts = fc.record({
  traceId: hex(32),
  spanId: hex(16),
  traceFlags: fc.constantFrom(0, 1),
});

const baggages = fc.dictionary(
  fc.stringMatching(/^[a-z][a-z0-9_.-]{0,9}$/),
  fc.string({ minLength: 1 }),
  { maxKeys: 5 }
);

/** Any JSON object, which may have trace keys of its own. */
const metas = fc.dictionary(
  fc.oneof(
    fc.constantFrom('traceparent', 'tracestate', 'x-b3-flags', 'progressToken'),
    fc.string()
  ),
  fc.jsonValue()
);

/** What the peer's JSON parser makes of what we send. */
function overTheWire(params: unknown): unknown {
  return JSON.parse(JSON.stringify(params));
}

function roundTrip(
  context: Context,
  params: unknown,
  propagator: TextMapPropagator
): Context {
  const injected = injectMeta(context, params, { propagator });
  return extractMeta(ROOT_CONTEXT, overTheWire(injected), { propagator });
}

describe('injectMeta and extractMeta', () => {
  for (const [name, propagator] of Object.entries({ w3c, b3 })) {
    it(`hand over the span context (${name})`, () => {
      fc.assert(
        fc.property(spanContexts, metas, (spanContext, _meta) => {
          const context = trace.setSpanContext(ROOT_CONTEXT, spanContext);
          const extracted = roundTrip(context, { _meta }, propagator);
          assert.deepEqual(spanContextOf(extracted), {
            ...spanContext,
            isRemote: true,
          });
        })
      );
    });
  }

  it('hand over tracestate and baggage (w3c)', () => {
    fc.assert(
      fc.property(
        baggages,
        fc.stringMatching(/^[a-z]{1,5}$/),
        (baggage, value) => {
          const tracestate = `acme=${value},other=1`;
          const context = contextWith({ baggage, tracestate });
          const extracted = roundTrip(context, undefined, w3c);
          assert.deepEqual(baggageIn(extracted), { ...baggage });
          const { traceState } = spanContextOf(extracted);
          assert.equal(traceState?.serialize(), tracestate);
        }
      )
    );
  });
});
