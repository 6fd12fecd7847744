/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { SpanKindName, SpanRecord } from 'opentelemetry-mcp-test-utils';

/** The one span of this name and kind. */
export function spanOf(
  spans: readonly SpanRecord[],
  name: string,
  kind: SpanKindName
): SpanRecord {
  const found = spans.filter(span => span.name === name && span.kind === kind);
  const [span] = found;
  if (span === undefined || found.length > 1) {
    const names = spans.map(one => `${one.name} ${one.kind}`).join(', ');
    throw new Error(
      `${found.length} spans are ${name} ${kind}, expected one, of: ${names}`
    );
  }
  return span;
}

/** Spans of the protocol, without those of the application. */
export function mcpSpans(spans: readonly SpanRecord[]): SpanRecord[] {
  return spans.filter(span => 'mcp.method.name' in span.attributes);
}

/** A span and all that are below it. */
export function subtree(
  spans: readonly SpanRecord[],
  root: SpanRecord
): SpanRecord[] {
  const below = spans.filter(
    span => span.parentSpanId === root.spanId && span.traceId === root.traceId
  );
  return [root, ...below.flatMap(child => subtree(spans, child))];
}

/** `name KIND` of each span, sorted. */
export function labels(spans: readonly SpanRecord[]): string[] {
  return spans.map(({ name, kind }) => `${name} ${kind}`).sort();
}
