/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** @typedef {import('opentelemetry-mcp-test-utils').SpanRecord} SpanRecord */

/**
 * The spans of each trace, in the order of their starts.
 *
 * @param {readonly SpanRecord[]} spans
 * @returns {SpanRecord[][]}
 */
export function traces(spans) {
  /** @type {Map<string, SpanRecord[]>} */
  const groups = new Map();
  for (const span of spans.toSorted((a, b) => a.startTime - b.startTime)) {
    const group = groups.get(span.traceId);
    if (group === undefined) groups.set(span.traceId, [span]);
    else group.push(span);
  }
  return [...groups.values()];
}
