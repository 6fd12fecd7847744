/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import {
  context as contextApi,
  propagation,
  trace,
  type TextMapPropagator,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { injectMeta } from '../src/index.ts';
import { contextWith } from './support/contexts.ts';
import { writing } from './support/propagators.ts';

const context = contextWith();
const stale = { first: 'old', second: 'old' };

describe('the fields of a propagator', () => {
  before(() => {
    propagation.disable();
  });
  afterEach(() => {
    propagation.disable();
  });

  it('are asked for once, however many messages there are', () => {
    const asked = counting(['first']);
    for (let message = 0; message < 3; message += 1) {
      const params = { _meta: { ...stale } };
      injectMeta(context, params, { propagator: asked.propagator });
    }
    assert.equal(asked.count(), 1);
  });

  it('tell of Sentry’s, which writes of the active context alone', () => {
    contextApi.setGlobalContextManager(
      new AsyncLocalStorageContextManager().enable()
    );
    const { propagator } = counting(['sentry-trace']);
    let refused = 0;
    const sentry: TextMapPropagator = {
      ...propagator,
      inject(ctx, carrier, setter) {
        if (ctx !== contextApi.active()) refused += 1;
        const traceId = trace.getSpanContext(ctx)?.traceId;
        setter.set(carrier, 'sentry-trace', traceId ?? 'none');
        setter.set(carrier, 'baggage', 'sentry-public_key=a,mine=b');
      },
    };
    const { traceId } = trace.getSpanContext(context) ?? {};
    const inject = (baggage: 'off' | 'all' | string[]) =>
      injectMeta(context, {}, { propagator: sentry, baggage });
    assert.deepEqual(inject('off'), { _meta: { 'sentry-trace': traceId } });
    assert.deepEqual(inject(['mine']), {
      _meta: { 'sentry-trace': traceId, baggage: 'mine=b' },
    });
    assert.deepEqual(inject('all'), {
      _meta: {
        'sentry-trace': traceId,
        baggage: 'sentry-public_key=a,mine=b',
      },
    });
    assert.equal(refused, 0);
    contextApi.disable();
  });

  it('are those of the registered propagator, also after it was replaced', () => {
    const metas = ['first', 'second', 'first'].map(field => {
      propagation.setGlobalPropagator(counting([field]).propagator);
      const { _meta } = injectMeta(context, { _meta: { ...stale } });
      propagation.disable();
      return _meta;
    });
    assert.deepEqual(metas, [
      { second: 'old', written: 'new' },
      { first: 'old', written: 'new' },
      { second: 'old', written: 'new' },
    ]);
  });

  it('are asked for again after they could not be told', () => {
    let failures = 1;
    const { propagator } = counting(['first']);
    const failing: TextMapPropagator = {
      ...propagator,
      fields() {
        if (failures-- > 0) throw new Error('not yet');
        return propagator.fields();
      },
    };
    const params = { _meta: stale };
    const options = { propagator: failing };
    assert.equal(injectMeta(context, params, options), params);
    assert.deepEqual(injectMeta(context, params, options), {
      _meta: { second: 'old', written: 'new' },
    });
  });
});

/** Writes one key, and counts how often it is asked for `fields`. */
function counting(fields: string[]) {
  let asked = 0;
  const propagator: TextMapPropagator = {
    ...writing([['written', 'new']]),
    fields() {
      asked += 1;
      return fields;
    },
  };
  return { propagator, count: () => asked };
}
