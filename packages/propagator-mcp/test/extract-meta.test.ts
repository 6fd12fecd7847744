/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { ROOT_CONTEXT, propagation } from '@opentelemetry/api';
import { W3CBaggagePropagator } from '@opentelemetry/core';
import { extractMeta } from '../src/index.ts';
import {
  baggageIn,
  contextWith,
  FOREIGN_TRACEPARENT,
  SPAN_ID,
  spanContextOf,
  TRACE_ID,
  TRACEPARENT,
} from './support/contexts.ts';
import { w3c, writing } from './support/propagators.ts';

const options = { propagator: w3c };

describe('extractMeta', () => {
  it('reads the remote span context', () => {
    const params = { name: 'add', _meta: { traceparent: TRACEPARENT } };
    const extracted = extractMeta(ROOT_CONTEXT, params, options);
    assert.deepEqual(spanContextOf(extracted), {
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      traceFlags: 1,
      isRemote: true,
    });
  });

  it('reads tracestate and baggage', () => {
    const _meta = {
      traceparent: TRACEPARENT,
      tracestate: 'a=1,b=2',
      baggage: 'user=alice',
    };
    const extracted = extractMeta(ROOT_CONTEXT, { _meta }, options);
    assert.equal(spanContextOf(extracted).traceState?.serialize(), 'a=1,b=2');
    assert.deepEqual(baggageIn(extracted), { user: 'alice' });
  });

  it('builds on the given context', () => {
    const key = Symbol('key');
    const ambient = contextWith({ baggage: { own: '1' } }).setValue(
      key,
      'kept'
    );
    const _meta = { traceparent: FOREIGN_TRACEPARENT };
    const extracted = extractMeta(ambient, { _meta }, options);
    assert.equal(spanContextOf(extracted).traceId, '1'.repeat(32));
    assert.equal(extracted.getValue(key), 'kept');
    assert.deepEqual(baggageIn(extracted), { own: '1' });
  });

  it('takes baggage without a trace context', () => {
    const ambient = contextWith();
    const _meta = { baggage: 'user=alice' };
    const extracted = extractMeta(ambient, { _meta }, options);
    assert.deepEqual(baggageIn(extracted), { user: 'alice' });
    assert.equal(spanContextOf(extracted), spanContextOf(ambient));
  });

  it('reads _meta of any object, as JSON would send it', () => {
    class Params {
      _meta = { traceparent: TRACEPARENT };
    }
    const extracted = extractMeta(ROOT_CONTEXT, new Params(), options);
    assert.equal(spanContextOf(extracted).spanId, SPAN_ID);
  });

  describe('returns the very same context', () => {
    const ambient = contextWith({ baggage: { own: '1' } });
    const same = (params: unknown, using = options) => {
      assert.equal(extractMeta(ambient, params, using), ambient);
    };

    it('for params without a _meta object', () => {
      const _meta = { traceparent: TRACEPARENT };
      for (const params of [
        undefined,
        null,
        'text',
        7,
        [{ _meta }],
        {},
        Object.create({ _meta }),
        { _meta: undefined },
        { _meta: null },
        { _meta: TRACEPARENT },
        { _meta: [_meta] },
        { _meta: {} },
        { _meta: { progressToken: 7 } },
      ]) {
        same(params);
      }
    });

    it('for trace context outside of _meta', () => {
      same({
        traceparent: TRACEPARENT,
        arguments: { traceparent: TRACEPARENT },
      });
      same({ arguments: { _meta: { traceparent: TRACEPARENT } } });
    });

    it('for keys under a prefix or in another case', () => {
      same({ _meta: { 'io.modelcontextprotocol/traceparent': TRACEPARENT } });
      same({ _meta: { Traceparent: TRACEPARENT, TRACEPARENT } });
    });

    it('for values that other propagators trip over', () => {
      for (const baggage of [42, { a: 1 }, true, ['a=1'], null]) {
        same(
          { _meta: { baggage } },
          { propagator: new W3CBaggagePropagator() }
        );
      }
    });

    it('for a tracestate without traceparent', () => {
      same({ _meta: { tracestate: 'a=1' } });
    });

    it('without asking the propagator, where there is no _meta', () => {
      const extract = (context: typeof ambient) =>
        context.setValue(Symbol('generated'), 1);
      same({ name: 'add' }, { propagator: { ...writing([]), extract } });
    });

    it('when the propagator returns no context', () => {
      for (const result of [undefined, null, 'text', {}, { getValue: 1 }]) {
        const propagator = { ...writing([]), extract: () => result };
        // @ts-expect-error what untyped code may do
        same({ _meta: { traceparent: TRACEPARENT } }, { propagator });
      }
    });
  });

  describe('with the global propagator', () => {
    const params = { _meta: { traceparent: TRACEPARENT } };

    before(() => {
      propagation.disable();
    });
    afterEach(() => {
      propagation.disable();
    });

    it('returns the very same context while none is configured', () => {
      assert.equal(extractMeta(ROOT_CONTEXT, params), ROOT_CONTEXT);
    });

    it('uses the one that is configured at the time of the call', () => {
      propagation.setGlobalPropagator(w3c);
      const extracted = extractMeta(ROOT_CONTEXT, params);
      assert.equal(spanContextOf(extracted).traceId, TRACE_ID);
    });
  });
});
