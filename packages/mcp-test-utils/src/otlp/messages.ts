/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import protobuf from 'protobufjs/light.js';

/**
 * The messages of OTLP 1.x with the fields that a record needs; a decoder skips
 * the others. Field names are those of OTLP/JSON, so that both encodings are
 * read alike.
 *
 * @see https://github.com/open-telemetry/opentelemetry-proto
 */
const MESSAGES = {
  AnyValue: {
    stringValue: [1, 'string'],
    boolValue: [2, 'bool'],
    intValue: [3, 'int64'],
    doubleValue: [4, 'double'],
    arrayValue: [5, 'AnyValues'],
    kvlistValue: [6, 'KeyValues'],
    bytesValue: [7, 'bytes'],
  },
  AnyValues: { values: [1, 'AnyValue[]'] },
  KeyValues: { values: [1, 'KeyValue[]'] },
  KeyValue: { key: [1, 'string'], value: [2, 'AnyValue'] },
  Resource: { attributes: [1, 'KeyValue[]'] },
  InstrumentationScope: { name: [1, 'string'], version: [2, 'string'] },

  Traces: { resourceSpans: [1, 'ResourceSpans[]'] },
  ResourceSpans: { resource: [1, 'Resource'], scopeSpans: [2, 'ScopeSpans[]'] },
  ScopeSpans: { scope: [1, 'InstrumentationScope'], spans: [2, 'Span[]'] },
  Span: {
    traceId: [1, 'bytes'],
    spanId: [2, 'bytes'],
    traceState: [3, 'string'],
    parentSpanId: [4, 'bytes'],
    name: [5, 'string'],
    kind: [6, 'int32'],
    startTimeUnixNano: [7, 'fixed64'],
    endTimeUnixNano: [8, 'fixed64'],
    attributes: [9, 'KeyValue[]'],
    events: [11, 'Event[]'],
    links: [13, 'Link[]'],
    status: [15, 'Status'],
  },
  Event: {
    timeUnixNano: [1, 'fixed64'],
    name: [2, 'string'],
    attributes: [3, 'KeyValue[]'],
  },
  Link: {
    traceId: [1, 'bytes'],
    spanId: [2, 'bytes'],
    attributes: [4, 'KeyValue[]'],
  },
  Status: { message: [2, 'string'], code: [3, 'int32'] },

  Metrics: { resourceMetrics: [1, 'ResourceMetrics[]'] },
  ResourceMetrics: {
    resource: [1, 'Resource'],
    scopeMetrics: [2, 'ScopeMetrics[]'],
  },
  ScopeMetrics: {
    scope: [1, 'InstrumentationScope'],
    metrics: [2, 'Metric[]'],
  },
  Metric: {
    name: [1, 'string'],
    description: [2, 'string'],
    unit: [3, 'string'],
    gauge: [5, 'Numbers'],
    sum: [7, 'Numbers'],
    histogram: [9, 'Histogram'],
  },
  Numbers: {
    dataPoints: [1, 'NumberDataPoint[]'],
    aggregationTemporality: [2, 'int32'],
    isMonotonic: [3, 'bool'],
  },
  NumberDataPoint: {
    asDouble: [4, 'double'],
    exemplars: [5, 'Exemplar[]'],
    asInt: [6, 'sfixed64'],
    attributes: [7, 'KeyValue[]'],
  },
  Histogram: {
    dataPoints: [1, 'HistogramDataPoint[]'],
    aggregationTemporality: [2, 'int32'],
  },
  HistogramDataPoint: {
    count: [4, 'fixed64'],
    sum: [5, 'double'],
    bucketCounts: [6, 'fixed64[]'],
    explicitBounds: [7, 'double[]'],
    exemplars: [8, 'Exemplar[]'],
    attributes: [9, 'KeyValue[]'],
    min: [11, 'double'],
    max: [12, 'double'],
  },
  Exemplar: {
    timeUnixNano: [2, 'fixed64'],
    asDouble: [3, 'double'],
    spanId: [4, 'bytes'],
    traceId: [5, 'bytes'],
    asInt: [6, 'sfixed64'],
    filteredAttributes: [7, 'KeyValue[]'],
  },

  Logs: { resourceLogs: [1, 'ResourceLogs[]'] },
  ResourceLogs: { resource: [1, 'Resource'], scopeLogs: [2, 'ScopeLogs[]'] },
  ScopeLogs: {
    scope: [1, 'InstrumentationScope'],
    logRecords: [2, 'LogRecord[]'],
  },
  LogRecord: {
    timeUnixNano: [1, 'fixed64'],
    severityNumber: [2, 'int32'],
    severityText: [3, 'string'],
    body: [5, 'AnyValue'],
    attributes: [6, 'KeyValue[]'],
    traceId: [9, 'bytes'],
    spanId: [10, 'bytes'],
    observedTimeUnixNano: [11, 'fixed64'],
    eventName: [12, 'string'],
  },
} as const;

export type RequestMessage = 'Traces' | 'Metrics' | 'Logs';

const root = protobuf.Root.fromJSON({
  nested: Object.fromEntries(
    Object.entries(MESSAGES).map(([name, fields]) => [
      name,
      { fields: reflectionFields(fields) },
    ])
  ),
});

/**
 * Decodes an OTLP request into the shape of OTLP/JSON, but for bytes, which stay
 * bytes. 64-bit integers are decimal strings.
 *
 * @throws Error when the bytes are no such message
 */
export function decodeProtobuf(message: RequestMessage, body: Buffer): unknown {
  const type = root.lookupType(message);
  return type.toObject(type.decode(body), { longs: String });
}

function reflectionFields(
  fields: Readonly<Record<string, readonly [number, string]>>
): Record<string, protobuf.IField> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, [id, type]]) => [
      name,
      type.endsWith('[]')
        ? { id, type: type.slice(0, -2), rule: 'repeated' }
        : { id, type },
    ])
  );
}
