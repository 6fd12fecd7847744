/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpanRecord } from '../records/span-record.ts';
import type { TelemetryAttributes } from '../records/values.ts';

export type Side = 'client' | 'server';

/** What the rules on attributes look at: a span, or a point of a metric. */
export interface Subject {
  readonly side: Side;
  /** The empty string on a session metric. */
  readonly method: string;
  readonly attributes: TelemetryAttributes;
  /** Whether the status is ERROR; a metric does not tell. */
  readonly failed?: boolean;
}

export function spanSubject(span: SpanRecord): Subject {
  return {
    side: span.kind === 'SERVER' ? 'server' : 'client',
    method: textOf(span.attributes, 'mcp.method.name') ?? '',
    attributes: span.attributes,
    failed: span.status.code === 'ERROR',
  };
}

export function pointSubject(
  side: Side,
  attributes: TelemetryAttributes
): Subject {
  const method = textOf(attributes, 'mcp.method.name') ?? '';
  return { side, method, attributes };
}

export function textOf(
  attributes: TelemetryAttributes,
  key: string
): string | undefined {
  const value = attributes[key];
  return typeof value === 'string' ? value : undefined;
}
