/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpanRecord } from '../records/span-record.ts';
import { describeSpan, spanNames } from './describe.ts';
import { hasMissingParent, spanTree, type SpanNode } from './tree.ts';

/**
 * Draws spans as a tree in text, one span per line: name, kind, service, status
 * with `error.type`, names of linked spans.
 */
export function printSpanTree(spans: readonly SpanRecord[]): string {
  if (spans.length === 0) return '(no spans)';
  const names = spanNames(spans);
  const lines: string[] = [];
  const draw = (nodes: readonly SpanNode[], indent: string): void => {
    for (const [index, { span, children }] of nodes.entries()) {
      const last = index === nodes.length - 1;
      const branch = last ? '└─ ' : '├─ ';
      lines.push(indent + branch + describeSpan(span, names));
      draw(children, indent + (last ? '   ' : '│  '));
    }
  };
  for (const root of spanTree(spans)) {
    const note = hasMissingParent(root)
      ? ` (parent ${root.span.parentSpanId ?? ''} is missing)`
      : '';
    lines.push(describeSpan(root.span, names) + note);
    draw(root.children, '');
  }
  return lines.join('\n');
}
