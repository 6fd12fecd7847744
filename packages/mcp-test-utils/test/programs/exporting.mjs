/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Exports one trace, one measurement and one log record through real OTLP
// exporters: `exporting.mjs http` sends JSON, `exporting.mjs proto` protobuf.
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  LoggerProvider,
  SimpleLogRecordProcessor,
} from '@opentelemetry/sdk-logs';
import {
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { createRequire } from 'node:module';

const [encoding, service = 'exporting'] = process.argv.slice(2);
// The exporters are dependencies of the Node SDK.
const require = createRequire(import.meta.url);
const fromSdkNode = createRequire(require.resolve('@opentelemetry/sdk-node'));
const load = signal =>
  fromSdkNode(`@opentelemetry/exporter-${signal}-otlp-${encoding}`);
const { OTLPTraceExporter } = load('trace');
const { OTLPMetricExporter } = load('metrics');
const { OTLPLogExporter } = load('logs');

const resource = resourceFromAttributes({ 'service.name': service });
const tracing = new TracerProvider({
  resource,
  spanProcessors: [
    new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }),
  ],
});
const metering = new MeterProvider({
  resource,
  readers: [
    new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() }),
  ],
});
const logging = new LoggerProvider({
  resource,
  processors: [
    new SimpleLogRecordProcessor({ exporter: new OTLPLogExporter() }),
  ],
});

const tracer = tracing.getTracer('exporting', '1.2.3');
const linked = tracer.startSpan('linked');
linked.end();
const parent = tracer.startSpan('parent', {
  kind: SpanKind.CLIENT,
  links: [{ context: linked.spanContext(), attributes: { why: 'a test' } }],
  attributes: {
    text: 'grüße',
    yes: true,
    no: false,
    zero: 0,
    integer: -42,
    double: 0.5,
    list: ['a', 'b'],
    empty: '',
  },
});
parent.addEvent('something', { n: 1 });
parent.setStatus({ code: SpanStatusCode.ERROR, message: 'it failed' });
parent.end();

const meter = metering.getMeter('exporting', '1.2.3');
const histogram = meter.createHistogram('duration', {
  unit: 's',
  description: 'How long it took',
  advice: { explicitBucketBoundaries: [0.1, 1] },
});
histogram.record(0.25, { kind: 'a' });
histogram.record(5, { kind: 'a' });
meter.createCounter('count').add(3);
meter.createUpDownCounter('level').add(-2);
meter.createGauge('gauge').record(1.5);

logging.getLogger('exporting', '1.2.3').emit({
  severityNumber: 17,
  severityText: 'ERROR',
  eventName: 'exporting.done',
  body: { nested: ['x', 1] },
  attributes: { key: 'value' },
});

await Promise.all([
  tracing.shutdown(),
  metering.shutdown(),
  logging.shutdown(),
]);
