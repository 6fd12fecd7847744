/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { clearMeta } from '../src/index.ts';
import { TRACEPARENT } from './support/contexts.ts';
import { deepFreeze } from './support/deep-freeze.ts';
import { diagnosticsOf } from './support/diagnostics.ts';
import { b3, throwing } from './support/propagators.ts';

const params = deepFreeze({
  name: 'add',
  _meta: {
    progressToken: 7,
    traceparent: TRACEPARENT,
    tracestate: 'a=1',
    baggage: 'user=alice',
    _dd_trace_context: { 'x-datadog-trace-id': '1' },
    'x-b3-traceid': '1',
  },
});

describe('clearMeta', () => {
  it('removes what is well known, and nothing else', () => {
    assert.deepEqual(clearMeta(params), {
      name: 'add',
      _meta: { progressToken: 7, 'x-b3-traceid': '1' },
    });
  });

  it('removes the fields of the propagator as well', () => {
    assert.deepEqual(clearMeta(params, { propagator: b3 })._meta, {
      progressToken: 7,
    });
  });

  it('removes what is well known even if the propagator throws', () => {
    const calls = diagnosticsOf(() => {
      const propagator = throwing(new Error('broken'));
      assert.equal(
        'traceparent' in clearMeta(params, { propagator })._meta,
        false
      );
    });
    assert.equal(calls.length, 1);
  });

  it('gives the params themselves where there is nothing to remove', () => {
    class Meta {
      traceparent = TRACEPARENT;
    }
    for (const given of [
      undefined,
      null,
      7,
      [],
      {},
      { _meta: undefined },
      { _meta: { progressToken: 7 } },
      { traceparent: TRACEPARENT },
      { _meta: new Meta() },
    ]) {
      assert.equal(clearMeta(given), given);
    }
  });
});
