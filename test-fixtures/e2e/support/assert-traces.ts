/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpanRecord } from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';

/** The spans of each trace, by the name of its root. */
export function tracesByRoot(
  spans: readonly SpanRecord[]
): Map<string, SpanRecord[]> {
  const traces = new Map<string, SpanRecord[]>();
  for (const root of spans) {
    if (root.parentSpanId !== undefined) continue;
    assert.ok(!traces.has(root.name), `two traces begin with ${root.name}`);
    traces.set(
      root.name,
      spans.filter(span => span.traceId === root.traceId)
    );
  }
  return traces;
}

/** Spans of MCP messages: those that tell the method. */
export function isMcpSpan(span: SpanRecord): boolean {
  return span.attributes['mcp.method.name'] !== undefined;
}

/**
 * Whether an open span would be a fault of ours. The instrumentation of undici
 * leaves that of the request open which becomes a WebSocket.
 */
export function isOurs(openSpan: string): boolean {
  return openSpan !== 'client: GET';
}

/**
 * Asserts that every MCP span of the server is the child of the client's span
 * for the same message and is linked with the HTTP server span of the very POST
 * that this one sent.
 *
 * @throws AssertionError also when there is no such span
 */
export function assertLinkedToTheirPosts(spans: readonly SpanRecord[]): void {
  const byId = new Map(spans.map(span => [span.spanId, span]));
  const received = spans.filter(
    span =>
      isMcpSpan(span) && span.kind === 'SERVER' && span.service === 'server'
  );
  assert.ok(received.length > 0, 'no message was received');
  for (const span of received) {
    const sent = byId.get(span.parentSpanId ?? '');
    assert.equal(
      sent?.attributes['jsonrpc.request.id'],
      span.attributes['jsonrpc.request.id']
    );
    assert.equal(span.links.length, 1, `links of ${span.name}`);
    const http = byId.get(span.links[0]?.spanId ?? '');
    assert.equal(http?.kind, 'SERVER');
    const post = byId.get(http.parentSpanId ?? '');
    assert.equal(post?.kind, 'CLIENT');
    assert.equal(post.parentSpanId, sent?.spanId);
  }
}
