/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { LogRecord } from '../records/log-record.ts';
import {
  SPAN_KINDS,
  STATUS_CODES,
  type SpanRecord,
  type StatusRecord,
} from '../records/span-record.ts';
import { originOf, type Origin } from '../records/values.ts';
import { Fields } from './fields.ts';

/** Every span of an `ExportTraceServiceRequest`. */
export function spansOf(request: unknown): SpanRecord[] {
  return byScope(request, 'resourceSpans', 'scopeSpans').flatMap(
    ({ origin, items }) =>
      items.messages('spans').map(span => spanRecord(span, origin))
  );
}

/** Every record of an `ExportLogsServiceRequest`. */
export function logsOf(request: unknown): LogRecord[] {
  return byScope(request, 'resourceLogs', 'scopeLogs').flatMap(
    ({ origin, items }) =>
      items.messages('logRecords').map(log => logRecord(log, origin))
  );
}

/** The nesting that all three signals share: resource, scope, items. */
export function byScope(
  request: unknown,
  resources: string,
  scopes: string
): { readonly origin: Origin; readonly items: Fields }[] {
  return new Fields(request).messages(resources).flatMap(ofResource => {
    const resource = ofResource.message('resource').attributes('attributes');
    return ofResource.messages(scopes).map(items => {
      const scope = items.message('scope');
      const name = scope.text('name');
      const version = scope.text('version');
      return { origin: originOf(resource, { name, version }), items };
    });
  });
}

/** Trace and span id, where there are any. */
export function correlation(
  fields: Fields
): Pick<LogRecord, 'traceId' | 'spanId'> {
  const traceId = fields.id('traceId');
  const spanId = fields.id('spanId');
  return {
    ...(traceId === '' ? {} : { traceId }),
    ...(spanId === '' ? {} : { spanId }),
  };
}

function spanRecord(span: Fields, origin: Origin): SpanRecord {
  const parentSpanId = span.id('parentSpanId');
  const traceState = span.text('traceState');
  return {
    traceId: span.id('traceId'),
    spanId: span.id('spanId'),
    ...(parentSpanId === '' ? {} : { parentSpanId }),
    ...(traceState === '' ? {} : { traceState }),
    name: span.text('name'),
    // OTLP counts from 1, because 0 is proto3's "unspecified".
    kind: SPAN_KINDS[span.number('kind') - 1] ?? 'INTERNAL',
    status: statusRecord(span.message('status')),
    attributes: span.attributes('attributes'),
    links: span.messages('links').map(link => ({
      traceId: link.id('traceId'),
      spanId: link.id('spanId'),
      attributes: link.attributes('attributes'),
    })),
    events: span.messages('events').map(event => ({
      name: event.text('name'),
      time: event.time('timeUnixNano'),
      attributes: event.attributes('attributes'),
    })),
    startTime: span.time('startTimeUnixNano'),
    endTime: span.time('endTimeUnixNano'),
    ...origin,
  };
}

function statusRecord(status: Fields): StatusRecord {
  const message = status.text('message');
  return {
    code: STATUS_CODES[status.number('code')] ?? 'UNSET',
    ...(message === '' ? {} : { message }),
  };
}

function logRecord(log: Fields, origin: Origin): LogRecord {
  const text = (key: 'severityText' | 'eventName') =>
    log.text(key) === '' ? {} : { [key]: log.text(key) };
  const severityNumber = log.number('severityNumber');
  const time = log.time('timeUnixNano');
  return {
    ...(time === 0 ? {} : { time }),
    observedTime: log.time('observedTimeUnixNano'),
    ...(severityNumber === 0 ? {} : { severityNumber }),
    ...text('severityText'),
    ...text('eventName'),
    ...(log.has('body') ? { body: log.message('body').anyValue() } : {}),
    attributes: log.attributes('attributes'),
    ...correlation(log),
    ...origin,
  };
}
