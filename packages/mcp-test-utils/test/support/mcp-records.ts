/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { BUCKET_BOUNDARIES } from '../../src/conventions/metric-rules.ts';
import type { HistogramRecord } from '../../src/records/metric-record.ts';
import type { SpanRecord } from '../../src/records/span-record.ts';
import type { TelemetryValue } from '../../src/records/values.ts';
import { spanOf } from './records.ts';

/** Changes to attributes; `undefined` takes one away. */
export type Attributes = Readonly<Record<string, TelemetryValue | undefined>>;

export function attributesOf(
  ...layers: Attributes[]
): Record<string, TelemetryValue> {
  const attributes: Record<string, TelemetryValue> = {};
  for (const [key, value] of layers.flatMap(Object.entries)) {
    if (value === undefined) Reflect.deleteProperty(attributes, key);
    else attributes[key] = value as TelemetryValue;
  }
  return attributes;
}

const HTTP = {
  'network.transport': 'tcp',
  'network.protocol.name': 'http',
  'mcp.protocol.version': '2025-11-25',
};
const TOOL_CALL = {
  'mcp.method.name': 'tools/call',
  'gen_ai.operation.name': 'execute_tool',
  'gen_ai.tool.name': 'add',
};

/** The span of an HTTP client that calls the tool `add`, with changes. */
export function toolCall(
  changes: Attributes = {},
  fields: Partial<SpanRecord> = {}
): SpanRecord {
  return spanOf({
    name: 'tools/call add',
    kind: 'CLIENT',
    attributes: attributesOf(
      HTTP,
      TOOL_CALL,
      {
        'jsonrpc.request.id': '1',
        'mcp.session.id': 'abc',
        'network.protocol.version': '1.1',
        'server.address': 'localhost',
        'server.port': 3000,
      },
      changes
    ),
    ...fields,
  });
}

/** The span of the HTTP server which is called. */
export function toolServed(
  changes: Attributes = {},
  fields: Partial<SpanRecord> = {}
): SpanRecord {
  const client = {
    'server.address': undefined,
    'server.port': undefined,
    'client.address': '127.0.0.1',
    'client.port': 50_000,
  };
  return toolCall({ ...client, ...changes }, { kind: 'SERVER', ...fields });
}

/** A span of another method over stdio. */
export function stdioSpan(
  method: string,
  changes: Attributes = {},
  fields: Partial<SpanRecord> = {}
): SpanRecord {
  return spanOf({
    name: method,
    kind: 'CLIENT',
    attributes: attributesOf(
      {
        'mcp.method.name': method,
        'network.transport': 'pipe',
        'mcp.protocol.version': '2025-11-25',
      },
      method.startsWith('notifications/') ? {} : { 'jsonrpc.request.id': '1' },
      changes
    ),
    ...fields,
  });
}

/** The attributes of a failure, with the status that goes with it. */
export function failed(errorType: string): [Attributes, Partial<SpanRecord>] {
  return [{ 'error.type': errorType }, { status: { code: 'ERROR' } }];
}

/** A metric of the conventions with one point. */
export function histogram(
  name: string,
  attributes: Attributes,
  fields: Partial<HistogramRecord> = {}
): HistogramRecord {
  return {
    name,
    unit: 's',
    description: '',
    type: 'histogram',
    points: [
      {
        attributes: attributesOf(attributes),
        count: 1,
        sum: 0.1,
        boundaries: BUCKET_BOUNDARIES,
        bucketCounts: [],
      },
    ],
    scope: { name: 'test', version: '' },
    resource: {},
    ...fields,
  };
}

/** The metric of the client that calls the tool `add`. */
export function clientOperation(changes: Attributes = {}): HistogramRecord {
  return histogram('mcp.client.operation.duration', {
    ...HTTP,
    ...TOOL_CALL,
    'server.address': 'localhost',
    'server.port': 3000,
    ...changes,
  });
}

/** The metric of the server which is called. */
export function serverOperation(changes: Attributes = {}): HistogramRecord {
  return histogram('mcp.server.operation.duration', {
    ...HTTP,
    ...TOOL_CALL,
    ...changes,
  });
}

/** The metric of a client's session over HTTP. */
export function clientSession(changes: Attributes = {}): HistogramRecord {
  return histogram('mcp.client.session.duration', {
    ...HTTP,
    'network.transport': undefined,
    'server.address': 'localhost',
    'server.port': 3000,
    ...changes,
  });
}
