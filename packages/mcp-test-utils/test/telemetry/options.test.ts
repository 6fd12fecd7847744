/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  context,
  logs,
  metrics,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type TextMapPropagator,
} from '@opentelemetry/api';
import type * as Exporter from '@opentelemetry/exporter-trace-otlp-proto';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import {
  SamplingDecision,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { startOtlpReceiver } from '../../src/otlp/receiver.ts';
import {
  startTelemetry,
  type Telemetry,
} from '../../src/telemetry/telemetry.ts';
import { diagnosticsOf } from '../support/diag.ts';

describe('startTelemetry with options', () => {
  let telemetry: Telemetry | undefined;

  afterEach(async () => {
    await telemetry?.shutdown();
  });

  it('registers nothing with global: false', () => {
    telemetry = startTelemetry({ global: false });
    trace.getTracer('scope').startSpan('a').end();
    assert.deepEqual(telemetry.spans(), []);
    telemetry.tracerProvider.getTracer('scope').startSpan('b').end();
    assert.equal(telemetry.spans().length, 1);
  });

  it('leaves out the signals that are not wanted', async () => {
    telemetry = startTelemetry({ signals: ['metrics'] });
    trace.getTracer('scope').startSpan('a').end();
    metrics.getMeter('meter').createCounter('count').add(1);
    logs.getLogger('logger').emit({ body: 'x' });
    assert.deepEqual(telemetry.spans(), []);
    assert.deepEqual(telemetry.logs(), []);
    assert.equal((await telemetry.metrics()).length, 1);
  });

  it('takes back what it registered when a later global is taken', async () => {
    const other = startTelemetry({ global: false });
    metrics.setGlobalMeterProvider(other.meterProvider);
    await diagnosticsOf(() => {
      assert.throws(() => startTelemetry(), {
        message: 'A global meter provider is registered already',
      });
      return Promise.resolve();
    });
    metrics.disable();
    telemetry = startTelemetry();
    await other.shutdown();
  });

  it('hands the providers to instrumentations', async () => {
    const instrumentation = new UndiciInstrumentation();
    telemetry = startTelemetry({
      global: false,
      instrumentations: [instrumentation],
    });
    const receiver = await startOtlpReceiver();
    const response = await fetch(`${receiver.url}/v1/none`);
    await response.text();
    await receiver.close();
    instrumentation.disable();
    assert.deepEqual(
      telemetry.spans().map(({ name, kind }) => [name, kind]),
      [['GET', 'CLIENT']]
    );
  });

  it('does not count spans that were recorded and not sampled', () => {
    telemetry = startTelemetry({
      sampler: {
        shouldSample: () => ({ decision: SamplingDecision.RECORD }),
        toString: () => 'records only',
      },
    });
    const span = trace.getTracer('scope').startSpan('a');
    assert.equal(telemetry.unended().length, 1);
    span.end();
    assert.deepEqual(telemetry.spans(), []);
    assert.deepEqual(telemetry.unended(), []);
  });

  it('registers another propagator', () => {
    const propagator: TextMapPropagator = {
      inject: (_context, carrier, setter) => {
        setter.set(carrier, 'x-own', 'yes');
      },
      extract: active => active,
      fields: () => ['x-own'],
    };
    telemetry = startTelemetry({ propagator });
    const carrier: Record<string, string> = {};
    propagation.inject(context.active(), carrier);
    assert.deepEqual(carrier, { 'x-own': 'yes' });
    assert.equal(telemetry.propagator, propagator);
  });

  it('makes the same records as the receiver of an export', async () => {
    const receiver = await startOtlpReceiver();
    const require = createRequire(import.meta.url);
    const fromSdkNode = createRequire(
      require.resolve('@opentelemetry/sdk-node')
    );
    const { OTLPTraceExporter } = fromSdkNode(
      '@opentelemetry/exporter-trace-otlp-proto'
    ) as typeof Exporter;
    const exporter = new OTLPTraceExporter({
      url: `${receiver.url}/v1/traces`,
    });
    telemetry = startTelemetry({
      spanProcessors: [new SimpleSpanProcessor({ exporter })],
    });
    const tracer = trace.getTracer('scope', '1.0.0');
    const parent = tracer.startSpan('parent', {
      kind: SpanKind.SERVER,
      attributes: { structured: { list: [1, 2.5, null, { deep: true }] } },
    });
    const active = trace.setSpan(context.active(), parent);
    tracer
      .startSpan(
        'child',
        { links: [{ context: parent.spanContext() }] },
        active
      )
      .addEvent('event', { n: 1 })
      .setStatus({ code: SpanStatusCode.ERROR, message: 'no' })
      .end();
    parent.end();
    const received = await receiver.waitForSpans(2);
    const byName = [...received].sort((a, b) => (a.name < b.name ? -1 : 1));
    assert.deepEqual(byName, telemetry.spans());
    await receiver.close();
  });
});
