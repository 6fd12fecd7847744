/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpanRecord } from '../../src/records/span-record.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

let made = 0;

/** A finished span; what does not matter to a test has a default. */
export function spanOf(
  fields: Partial<SpanRecord> & Pick<SpanRecord, 'name'>
): SpanRecord {
  made += 1;
  return {
    traceId: TRACE_ID,
    spanId: made.toString(16).padStart(16, '0'),
    kind: 'INTERNAL',
    status: { code: 'UNSET' },
    attributes: {},
    links: [],
    events: [],
    startTime: made,
    endTime: made + 1,
    scope: { name: 'test', version: '' },
    resource: {},
    ...fields,
  };
}

/** A span below another one, of the same trace. */
export function childOf(
  parent: SpanRecord,
  fields: Partial<SpanRecord> & Pick<SpanRecord, 'name'>
): SpanRecord {
  const { traceId, spanId: parentSpanId } = parent;
  return spanOf({ traceId, parentSpanId, ...fields });
}

export function linkTo(...spans: SpanRecord[]): Pick<SpanRecord, 'links'> {
  return {
    links: spans.map(({ traceId, spanId }) => ({
      traceId,
      spanId,
      attributes: {},
    })),
  };
}
