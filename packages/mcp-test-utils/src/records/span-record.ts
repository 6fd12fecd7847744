/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Origin, TelemetryAttributes } from './values.ts';

/** In the order of the API's `SpanKind`, which starts at INTERNAL = 0. */
export const SPAN_KINDS = [
  'INTERNAL',
  'SERVER',
  'CLIENT',
  'PRODUCER',
  'CONSUMER',
] as const;

export type SpanKindName = (typeof SPAN_KINDS)[number];

/** In the order of the API's and OTLP's status codes. */
export const STATUS_CODES = ['UNSET', 'OK', 'ERROR'] as const;

export type StatusCodeName = (typeof STATUS_CODES)[number];

export interface StatusRecord {
  readonly code: StatusCodeName;
  readonly message?: string;
}

export interface LinkRecord {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: TelemetryAttributes;
}

export interface EventRecord {
  readonly name: string;
  /** Milliseconds since the Unix epoch, with a fraction. */
  readonly time: number;
  readonly attributes: TelemetryAttributes;
}

/** A span that was started and has not ended. */
export interface UnendedSpanRecord extends Origin {
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  /** 16 lower-case hex digits. */
  readonly spanId: string;
  /** Absent on a root span. */
  readonly parentSpanId?: string;
  /** The `tracestate` header form; absent when empty. */
  readonly traceState?: string;
  readonly name: string;
  readonly kind: SpanKindName;
  readonly status: StatusRecord;
  readonly attributes: TelemetryAttributes;
  readonly links: readonly LinkRecord[];
  readonly events: readonly EventRecord[];
  /** Milliseconds since the Unix epoch, with a fraction. */
  readonly startTime: number;
}

/**
 * A finished span. In-memory telemetry and the OTLP receiver produce the same
 * shape, so that every assertion works on either.
 */
export interface SpanRecord extends UnendedSpanRecord {
  /** Milliseconds since the Unix epoch, with a fraction. */
  readonly endTime: number;
}
