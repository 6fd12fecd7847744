/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { CompositePropagator } from '@opentelemetry/core';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import { injectMeta } from '../src/index.ts';
import {
  contextWith,
  FOREIGN_TRACEPARENT,
  SPAN_ID,
  TRACE_ID,
  TRACEPARENT,
} from './support/contexts.ts';
import { b3, w3c, writing } from './support/propagators.ts';

const foreign = {
  traceparent: FOREIGN_TRACEPARENT,
  tracestate: 'foreign=1',
  baggage: 'caller=1',
  progressToken: 7,
};

describe('injectMeta over an older trace context', () => {
  it('removes the tracestate of the replaced traceparent', () => {
    const { _meta } = inject(contextWith(), w3c);
    assert.deepEqual(_meta, {
      traceparent: TRACEPARENT,
      baggage: 'caller=1',
      progressToken: 7,
    });
  });

  it('replaces the tracestate when there is a new one', () => {
    const { _meta } = inject(contextWith({ tracestate: 'own=1' }), w3c);
    assert.equal(_meta.tracestate, 'own=1');
  });

  it('removes the tracestate when the new one is empty', () => {
    const { _meta } = inject(contextWith({ tracestate: '' }), w3c);
    assert.equal('tracestate' in _meta, false);
  });

  it('removes a tracestate that is no string', () => {
    const _meta = { traceparent: FOREIGN_TRACEPARENT, tracestate: ['a=1'] };
    assert.deepEqual(
      injectMeta(contextWith(), { _meta }, { propagator: w3c }),
      { _meta: { traceparent: TRACEPARENT } }
    );
  });

  it('replaces the baggage when there is a new one', () => {
    const { _meta } = inject(contextWith({ baggage: { own: '1' } }), w3c);
    assert.equal(_meta.baggage, 'own=1');
  });

  it('keeps the trace context of the caller when only baggage is written', () => {
    const baggage = { own: '1' };
    const { _meta } = inject(contextWith({ span: false, baggage }), w3c);
    assert.deepEqual(_meta, { ...foreign, baggage: 'own=1' });
  });

  it('keeps that of other formats when only baggage is written', () => {
    const propagator = writing([['baggage', 'own=1']], ['b3', 'baggage']);
    const params = { _meta: { b3: '0' } };
    assert.deepEqual(injectMeta(ROOT_CONTEXT, params, { propagator }), {
      _meta: { b3: '0', baggage: 'own=1' },
    });
  });

  it('keeps a W3C pair that the propagator has no hand in', () => {
    const { _meta } = inject(contextWith(), b3);
    assert.equal(_meta.traceparent, FOREIGN_TRACEPARENT);
    assert.equal(_meta.tracestate, 'foreign=1');
  });

  it('keeps the W3C pair whole when other fields alone are written', () => {
    const tenant = writing([['x-tenant', 'a']]);
    const propagator = new CompositePropagator({ propagators: [w3c, tenant] });
    const { _meta } = inject(ROOT_CONTEXT, propagator);
    assert.deepEqual(_meta, { ...foreign, 'x-tenant': 'a' });
  });

  it('removes fields of any propagator that it left out this time', () => {
    const older = { 'x-b3-traceid': '1', 'x-b3-flags': '1', 'x-other': '1' };
    const params = { _meta: { ...older } };
    assert.deepEqual(injectMeta(contextWith(), params, { propagator: b3 }), {
      _meta: {
        'x-b3-traceid': TRACE_ID,
        'x-other': '1',
        'x-b3-spanid': SPAN_ID,
        'x-b3-sampled': '1',
      },
    });
  });

  it('removes nothing when nothing is written', () => {
    const params = { _meta: foreign };
    assert.equal(injectMeta(ROOT_CONTEXT, params, { propagator: w3c }), params);
  });
});

function inject(
  context: Parameters<typeof injectMeta>[0],
  propagator: typeof w3c
): { _meta: Record<string, unknown> } {
  const params: { _meta: Record<string, unknown> } = { _meta: { ...foreign } };
  return injectMeta(context, params, { propagator });
}
