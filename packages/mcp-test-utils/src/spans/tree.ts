/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpanRecord } from '../records/span-record.ts';

export interface SpanNode {
  readonly span: SpanRecord;
  /** In the order in which they started. */
  readonly children: readonly SpanNode[];
}

interface GrowingNode extends SpanNode {
  readonly children: SpanNode[];
}

/**
 * Builds the forest of the given spans, roots in the order in which they
 * started. A span whose parent is not among them is a root as well; see
 * {@link hasMissingParent}.
 */
export function spanTree(spans: readonly SpanRecord[]): SpanNode[] {
  const nodes = [...spans]
    .sort((a, b) => a.startTime - b.startTime)
    .map((span): GrowingNode => ({ span, children: [] }));
  const byId = new Map(nodes.map(node => [spanKey(node.span), node]));
  const roots: SpanNode[] = [];
  for (const node of nodes) {
    const parent = byId.get(parentKey(node.span));
    if (parent === undefined || descendsFrom(parent, node, byId)) {
      roots.push(node);
    } else {
      parent.children.push(node);
    }
  }
  return roots;
}

/** Whether a root names a parent, which then is not among the spans. */
export function hasMissingParent({ span }: SpanNode): boolean {
  return span.parentSpanId !== undefined;
}

/** Span ids are unique within a trace only. */
export function spanKey(span: { traceId: string; spanId: string }): string {
  return `${span.traceId}:${span.spanId}`;
}

function parentKey({ traceId, parentSpanId = '' }: SpanRecord): string {
  return `${traceId}:${parentSpanId}`;
}

/** Broken ids can form a circle, which would hide all its spans. */
function descendsFrom(
  node: SpanNode,
  ancestor: SpanNode,
  byId: ReadonlyMap<string, SpanNode>
): boolean {
  const seen = new Set<SpanNode>();
  let current: SpanNode | undefined = node;
  while (current !== undefined && !seen.has(current)) {
    if (current === ancestor) return true;
    seen.add(current);
    current = byId.get(parentKey(current.span));
  }
  return false;
}
