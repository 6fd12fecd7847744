/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { extractForeign, extractMeta, receiveMeta } from '../src/index.ts';
import {
  baggageIn,
  contextWith,
  FOREIGN_TRACEPARENT,
  SPAN_ID,
  spanContextOf,
  TRACE_ID,
  TRACEPARENT,
} from './support/contexts.ts';
import { b3, w3c } from './support/propagators.ts';

const options = { propagator: w3c };

/** What dd-trace-py sends by default: its own headers, and W3C's. */
const datadogParams = {
  name: 'get_weather',
  arguments: { location: 'Ghent' },
  _meta: {
    _dd_trace_context: {
      'x-datadog-trace-id': '9532127138774266268',
      'x-datadog-parent-id': '13235353014750950193',
      'x-datadog-sampling-priority': '1',
      'x-datadog-tags': '_dd.p.dm=-0,_dd.p.tid=0af7651916cd43dd',
      traceparent: TRACEPARENT,
      tracestate: 'dd=s:1;p:b7ad6b7169203331;t.dm:-0',
    },
  },
};

/** What clients send that can set nothing but arguments of tools. */
const argumentsParams = {
  name: 'get_weather',
  arguments: {
    location: 'Ghent',
    _meta: { traceparent: TRACEPARENT, baggage: 'user=alice' },
  },
};

function datadog(carrier: unknown) {
  const params = { _meta: { _dd_trace_context: carrier } };
  return trace.getSpanContext(
    extractForeign(ROOT_CONTEXT, params, ['datadog'], options)
  );
}

describe('foreign carriers', () => {
  it('are not read by default', () => {
    for (const params of [datadogParams, argumentsParams]) {
      assert.equal(extractMeta(ROOT_CONTEXT, params, options), ROOT_CONTEXT);
      const received = receiveMeta(ROOT_CONTEXT, params, options);
      assert.equal(received.parent, ROOT_CONTEXT);
    }
  });

  it('are read where _meta has no trace context', () => {
    const carriers = ['datadog', 'arguments'] as const;
    for (const params of [datadogParams, argumentsParams]) {
      const received = receiveMeta(ROOT_CONTEXT, params, {
        ...options,
        carriers,
      });
      assert.equal(received.remote?.traceId, TRACE_ID);
      assert.equal(spanContextOf(received.parent).spanId, SPAN_ID);
    }
  });

  it('are not read where _meta has a trace context', () => {
    const params = {
      ...argumentsParams,
      _meta: { traceparent: FOREIGN_TRACEPARENT },
    };
    const { parent } = receiveMeta(ROOT_CONTEXT, params, {
      ...options,
      carriers: ['arguments'],
    });
    assert.equal(spanContextOf(parent).traceId, '1'.repeat(32));
    assert.deepEqual(baggageIn(parent), {});
  });

  it('are read in the given order', () => {
    const params = {
      arguments: { _meta: { traceparent: FOREIGN_TRACEPARENT } },
      _meta: datadogParams._meta,
    };
    const first = (...carriers: ('datadog' | 'arguments')[]) =>
      spanContextOf(extractForeign(ROOT_CONTEXT, params, carriers, options))
        .traceId;
    assert.equal(first('datadog', 'arguments'), TRACE_ID);
    assert.equal(first('arguments', 'datadog'), '1'.repeat(32));
  });

  it('are subject to the policy', () => {
    const { parent, links } = receiveMeta(ROOT_CONTEXT, argumentsParams, {
      ...options,
      policy: 'link',
      carriers: ['arguments'],
    });
    assert.equal(trace.getSpan(parent), undefined);
    assert.deepEqual(baggageIn(parent), {});
    assert.equal(links[0]?.context.spanId, SPAN_ID);
  });

  it('give the context itself where they hold nothing usable', () => {
    const context = contextWith();
    const carriers = ['datadog', 'arguments'] as const;
    for (const params of [
      undefined,
      7,
      {},
      { arguments: null, _meta: [] },
      { arguments: { _meta: { baggage: 'a=1' } } },
      { arguments: { _meta: 'text' }, _meta: { _dd_trace_context: 'text' } },
    ]) {
      const extracted = extractForeign(context, params, carriers, options);
      assert.equal(extracted, context);
    }
  });

  it('that do not exist are passed over', () => {
    // @ts-expect-error no such carrier
    const carriers: 'arguments'[] = ['headers', 'arguments'];
    const extracted = extractForeign(
      ROOT_CONTEXT,
      argumentsParams,
      carriers,
      options
    );
    assert.equal(spanContextOf(extracted).spanId, SPAN_ID);
  });
});

describe("Datadog's carrier", () => {
  const headers = {
    'x-datadog-trace-id': '9532127138774266268',
    'x-datadog-parent-id': '13235353014750950193',
    'x-datadog-sampling-priority': '1',
  };
  const lower = TRACE_ID.slice(16);

  it('prefers traceparent, with its tracestate', () => {
    const spanContext = datadog(datadogParams._meta._dd_trace_context);
    assert.equal(spanContext?.traceId, TRACE_ID);
    assert.match(spanContext.traceState?.serialize() ?? '', /^dd=s:1;/);
  });

  it('is read by its own headers where the propagator is no W3C one', () => {
    const extracted = extractForeign(ROOT_CONTEXT, datadogParams, ['datadog'], {
      propagator: b3,
    });
    assert.deepEqual(spanContextOf(extracted), {
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      traceFlags: 1,
      isRemote: true,
    });
  });

  it('has an upper half of zeros where there is no valid _dd.p.tid', () => {
    for (const tags of [
      undefined,
      '',
      '_dd.p.dm=-0',
      '_dd.p.tid=',
      '_dd.p.tid=123',
      '_dd.p.tid=0AF7651916CD43DD',
      'x_dd.p.tid=0af7651916cd43dd',
      7,
    ]) {
      const carrier = { ...headers, 'x-datadog-tags': tags };
      assert.equal(datadog(carrier)?.traceId, '0'.repeat(16) + lower);
    }
  });

  it('pads small ids, and takes the largest', () => {
    const carrier = {
      'x-datadog-trace-id': '1',
      'x-datadog-parent-id': '18446744073709551615',
    };
    const spanContext = datadog(carrier);
    assert.equal(spanContext?.traceId, '1'.padStart(32, '0'));
    assert.equal(spanContext.spanId, 'f'.repeat(16));
  });

  for (const [priority, traceFlags] of [
    ['2', 1],
    ['1', 1],
    ['0', 0],
    ['-1', 0],
    [undefined, 1],
    ['', 1],
    ['keep', 1],
  ] as const) {
    it(`with priority ${String(priority)} has flags ${String(traceFlags)}`, () => {
      const carrier = { ...headers, 'x-datadog-sampling-priority': priority };
      assert.equal(datadog(carrier)?.traceFlags, traceFlags);
    });
  }

  for (const value of [
    undefined,
    '',
    '0',
    '-1',
    '18446744073709551616',
    '9'.repeat(1000),
    '1e3',
    '0x10',
    ' 1',
    'a',
    1,
    ['1'],
    null,
  ]) {
    it(`is not read with an id of ${typeof value} ${String(value).slice(0, 30)}`, () => {
      const either = ['x-datadog-trace-id', 'x-datadog-parent-id'];
      for (const name of either) {
        assert.equal(datadog({ ...headers, [name]: value }), undefined);
      }
    });
  }
});
