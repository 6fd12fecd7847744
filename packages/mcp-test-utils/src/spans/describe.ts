/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpanRecord } from '../records/span-record.ts';
import { spanKey } from './tree.ts';

/** Names of spans by {@link spanKey}, to name the targets of links. */
export type SpanNames = ReadonlyMap<string, string>;

export function spanNames(spans: readonly SpanRecord[]): SpanNames {
  return new Map(spans.map(span => [spanKey(span), span.name]));
}

/** Names of the linked spans; a span that was not collected is named by its id. */
export function linkNames(span: SpanRecord, names: SpanNames): string[] {
  return span.links.map(link => names.get(spanKey(link)) ?? link.spanId);
}

/** One line: name, kind, service, status with `error.type`, linked spans. */
export function describeSpan(span: SpanRecord, names: SpanNames): string {
  const parts = [span.name, span.kind];
  if (span.service !== undefined) parts.push(`[${span.service}]`);
  const status = describeStatus(span);
  if (status !== '') parts.push(status);
  const links = linkNames(span, names);
  if (links.length > 0) parts.push(`(link: ${links.join(', ')})`);
  return parts.join(' ');
}

function describeStatus({ status, attributes }: SpanRecord): string {
  const parts: string[] = status.code === 'UNSET' ? [] : [status.code];
  const errorType = attributes['error.type'];
  if (typeof errorType === 'string') parts.push(errorType);
  if (status.message !== undefined) parts.push(JSON.stringify(status.message));
  return parts.join(' ');
}
