/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  context,
  createContextKey,
  logs,
  metrics,
  propagation,
  ROOT_CONTEXT,
  SeverityNumber,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import {
  startTelemetry,
  type Telemetry,
} from '../../src/telemetry/telemetry.ts';
import { diagnosticsOf } from '../support/diag.ts';

describe('startTelemetry', () => {
  let telemetry: Telemetry;

  beforeEach(() => {
    telemetry = startTelemetry({ serviceName: 'weather' });
  });

  afterEach(() => telemetry.shutdown());

  it('collects what goes through the global tracer', () => {
    const tracer = trace.getTracer('scope', '1.0.0');
    const linked = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
    const before = Date.now();
    const parent = tracer.startSpan('parent', {
      kind: SpanKind.CLIENT,
      attributes: { n: 1, list: ['a'] },
      links: [
        { context: { ...linked, traceFlags: 1 }, attributes: { why: 'test' } },
      ],
    });
    const active = trace.setSpan(context.active(), parent);
    const child = tracer.startSpan('child', {}, active);
    child.addEvent('event', { e: true }, 1_700_000_000_500);
    child.setStatus({ code: SpanStatusCode.ERROR, message: 'failed' });
    child.end();
    parent.end();

    const [first, second, ...others] = telemetry.spans();
    assert.ok(first && second);
    assert.deepEqual(others, []);
    const { startTime, endTime, ...rest } = second;
    assert.ok(before <= startTime && startTime <= endTime);
    const { traceId, spanId } = parent.spanContext();
    assert.deepEqual(rest, {
      traceId,
      spanId,
      name: 'parent',
      kind: 'CLIENT',
      status: { code: 'UNSET' },
      attributes: { n: 1, list: ['a'] },
      links: [{ ...linked, attributes: { why: 'test' } }],
      events: [],
      scope: { name: 'scope', version: '1.0.0' },
      service: 'weather',
      resource: { 'service.name': 'weather' },
    });
    assert.equal(first.parentSpanId, spanId);
    assert.deepEqual(first.status, { code: 'ERROR', message: 'failed' });
    assert.deepEqual(first.events, [
      { name: 'event', time: 1_700_000_000_500, attributes: { e: true } },
    ]);
  });

  it('keeps structured attributes', () => {
    const attributes = { 'gen_ai.tool.call.arguments': { city: ['Ulm', 1] } };
    trace.getTracer('scope').startSpan('a', { attributes }).end();
    assert.deepEqual(telemetry.spans()[0]?.attributes, attributes);
  });

  it('lists spans that have not ended', () => {
    const span = trace.getTracer('scope').startSpan('open');
    assert.deepEqual(telemetry.spans(), []);
    const [open, ...others] = telemetry.unended();
    assert.equal(open?.name, 'open');
    assert.ok(!('endTime' in open));
    assert.deepEqual(others, []);
    span.end();
    assert.deepEqual(telemetry.unended(), []);
    assert.equal(telemetry.spans().length, 1);
  });

  it('carries the context across await', async () => {
    const key = createContextKey('key');
    await context.with(context.active().setValue(key, 'value'), async () => {
      await setImmediate();
      assert.equal(context.active().getValue(key), 'value');
    });
    assert.equal(context.active().getValue(key), undefined);
  });

  it('propagates W3C trace context and baggage', () => {
    const carrier: Record<string, string> = {};
    const span = trace.getTracer('scope').startSpan('a');
    const baggage = propagation.createBaggage({ key: { value: 'v' } });
    const active = trace.setSpan(ROOT_CONTEXT, span);
    propagation.inject(propagation.setBaggage(active, baggage), carrier);
    const { traceId, spanId } = span.spanContext();
    assert.deepEqual(carrier, {
      traceparent: `00-${traceId}-${spanId}-01`,
      baggage: 'key=v',
    });
    span.end();
  });

  it('keeps the trace state of an extracted parent', () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const parent = propagation.extract(ROOT_CONTEXT, {
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      tracestate: 'vendor=1',
    });
    trace.getTracer('scope').startSpan('a', {}, parent).end();
    const [span] = telemetry.spans();
    assert.equal(span?.traceId, traceId);
    assert.equal(span.parentSpanId, 'b7ad6b7169203331');
    assert.equal(span.traceState, 'vendor=1');
  });

  it('measures since the last reset', async () => {
    const meter = metrics.getMeter('meter', '2.0.0');
    const histogram = meter.createHistogram('duration', {
      unit: 's',
      description: 'How long',
      advice: { explicitBucketBoundaries: [1, 2] },
    });
    const counter = meter.createCounter('count');
    histogram.record(0.5, { a: 1 });
    counter.add(2);
    assert.equal((await telemetry.metrics()).length, 2);
    histogram.record(4, { a: 1 });
    histogram.record(1.5, { a: 2 });
    counter.add(3);
    const origin = {
      scope: { name: 'meter', version: '2.0.0' },
      service: 'weather',
      resource: { 'service.name': 'weather' },
    };
    const duration = {
      name: 'duration',
      unit: 's',
      description: 'How long',
      type: 'histogram',
      ...origin,
    };
    const boundaries = [1, 2];
    const all = await telemetry.metrics();
    assert.deepEqual(all, [
      {
        ...duration,
        points: [
          {
            attributes: { a: 1 },
            count: 2,
            sum: 4.5,
            min: 0.5,
            max: 4,
            boundaries,
            bucketCounts: [1, 0, 1],
          },
          {
            attributes: { a: 2 },
            count: 1,
            sum: 1.5,
            min: 1.5,
            max: 1.5,
            boundaries,
            bucketCounts: [0, 1, 0],
          },
        ],
      },
      {
        name: 'count',
        unit: '',
        description: '',
        type: 'sum',
        monotonic: true,
        ...origin,
        points: [{ attributes: {}, value: 5 }],
      },
    ]);
    assert.deepEqual(await telemetry.metrics(), all);

    counter.add(1);
    await telemetry.reset();
    assert.deepEqual(await telemetry.metrics(), []);
    counter.add(4);
    const [count] = await telemetry.metrics();
    assert.deepEqual(count?.points, [{ attributes: {}, value: 4 }]);
  });

  it('keeps the last value of a gauge', async () => {
    const gauge = metrics.getMeter('meter').createGauge('gauge');
    gauge.record(2);
    await telemetry.metrics();
    gauge.record(1);
    const [record] = await telemetry.metrics();
    assert.equal(record?.type, 'gauge');
    assert.deepEqual(record.points, [{ attributes: {}, value: 1 }]);
  });

  it('collects logs with the span they belong to', () => {
    const span = trace.getTracer('scope').startSpan('a');
    context.with(trace.setSpan(context.active(), span), () => {
      logs.getLogger('logger', '3.0.0').emit({
        severityNumber: SeverityNumber.INFO,
        severityText: 'INFO',
        eventName: 'event',
        body: { text: 'hello' },
        attributes: { key: 'value' },
      });
    });
    span.end();
    const [log, ...others] = telemetry.logs();
    assert.ok(log);
    assert.deepEqual(others, []);
    const { time, observedTime, ...rest } = log;
    assert.ok(time !== undefined && time <= observedTime);
    const { traceId, spanId } = span.spanContext();
    assert.deepEqual(rest, {
      severityNumber: 9,
      severityText: 'INFO',
      eventName: 'event',
      body: { text: 'hello' },
      attributes: { key: 'value' },
      traceId,
      spanId,
      scope: { name: 'logger', version: '3.0.0' },
      service: 'weather',
      resource: { 'service.name': 'weather' },
    });
  });

  it('forgets spans and logs on reset', async () => {
    const tracer = trace.getTracer('scope');
    tracer.startSpan('ended').end();
    tracer.startSpan('open');
    logs.getLogger('logger').emit({ body: 'x' });
    await telemetry.reset();
    assert.deepEqual(telemetry.spans(), []);
    assert.deepEqual(telemetry.unended(), []);
    assert.deepEqual(telemetry.logs(), []);
  });

  it('throws when globals are registered, and leaves them alone', async () => {
    const diagnostics = await diagnosticsOf(() => {
      assert.throws(() => startTelemetry(), {
        message: 'A global context manager is registered already',
      });
      return Promise.resolve();
    });
    assert.equal(diagnostics.length, 1);
    trace.getTracer('scope').startSpan('a').end();
    assert.equal(telemetry.spans().length, 1);
  });

  it('gives the globals back on shutdown', async () => {
    const stopped = telemetry;
    await stopped.shutdown();
    const span = trace.getTracer('scope').startSpan('a');
    assert.equal(span.isRecording(), false);
    span.end();
    assert.deepEqual(telemetry.spans(), []);
    telemetry = startTelemetry();
    await stopped.shutdown();
    trace.getTracer('scope').startSpan('b').end();
    assert.equal(telemetry.spans()[0]?.service, 'test');
  });
});
