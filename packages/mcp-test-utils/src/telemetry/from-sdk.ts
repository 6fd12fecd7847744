/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { HrTime } from '@opentelemetry/api';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { LogRecord } from '../records/log-record.ts';
import {
  SPAN_KINDS,
  STATUS_CODES,
  type SpanRecord,
  type StatusRecord,
  type UnendedSpanRecord,
} from '../records/span-record.ts';
import {
  originOf,
  toTelemetryAttributes,
  toTelemetryValue,
  type Origin,
} from '../records/values.ts';

/** What both SDK lines' spans, logs and metrics agree on. */
interface SdkOrigin {
  readonly resource: { readonly attributes: object };
  readonly instrumentationScope: {
    readonly name: string;
    readonly version?: string | undefined;
  };
}

export function originOfSdk({
  resource,
  instrumentationScope,
}: SdkOrigin): Origin {
  return originOf(toTelemetryAttributes(resource.attributes), {
    name: instrumentationScope.name,
    version: instrumentationScope.version ?? '',
  });
}

export function unendedSpanRecord(span: ReadableSpan): UnendedSpanRecord {
  const { traceId, spanId, traceState } = span.spanContext();
  const state = traceState?.serialize();
  return {
    traceId,
    spanId,
    ...(span.parentSpanContext === undefined
      ? {}
      : { parentSpanId: span.parentSpanContext.spanId }),
    ...(state === undefined || state === '' ? {} : { traceState: state }),
    name: span.name,
    kind: SPAN_KINDS[span.kind],
    status: statusRecord(span.status),
    attributes: toTelemetryAttributes(span.attributes),
    links: span.links.map(link => ({
      traceId: link.context.traceId,
      spanId: link.context.spanId,
      attributes: toTelemetryAttributes(link.attributes ?? {}),
    })),
    events: span.events.map(event => ({
      name: event.name,
      time: milliseconds(event.time),
      attributes: toTelemetryAttributes(event.attributes ?? {}),
    })),
    startTime: milliseconds(span.startTime),
    ...originOfSdk(span),
  };
}

export function spanRecord(span: ReadableSpan): SpanRecord {
  return { ...unendedSpanRecord(span), endTime: milliseconds(span.endTime) };
}

export function logRecord(log: ReadableLogRecord): LogRecord {
  return {
    time: milliseconds(log.hrTime),
    observedTime: milliseconds(log.hrTimeObserved),
    ...(log.severityNumber === undefined
      ? {}
      : { severityNumber: log.severityNumber }),
    ...(log.severityText === undefined
      ? {}
      : { severityText: log.severityText }),
    ...(log.eventName === undefined ? {} : { eventName: log.eventName }),
    ...(log.body === undefined ? {} : { body: toTelemetryValue(log.body) }),
    attributes: toTelemetryAttributes(log.attributes),
    ...(log.spanContext === undefined
      ? {}
      : { traceId: log.spanContext.traceId, spanId: log.spanContext.spanId }),
    ...originOfSdk(log),
  };
}

function statusRecord(status: ReadableSpan['status']): StatusRecord {
  return {
    code: STATUS_CODES[status.code],
    ...(status.message === undefined ? {} : { message: status.message }),
  };
}

function milliseconds([seconds, nanoseconds]: HrTime): number {
  return seconds * 1e3 + nanoseconds / 1e6;
}
