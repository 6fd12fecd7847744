/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { printSpanTree } from '../../src/spans/print.ts';
import { spanTree, type SpanNode } from '../../src/spans/tree.ts';
import { childOf, linkTo, spanOf } from '../support/records.ts';

function names(nodes: readonly SpanNode[]): unknown[] {
  return nodes.map(({ span, children }) =>
    children.length === 0 ? span.name : [span.name, ...names(children)]
  );
}

describe('spanTree', () => {
  it('puts children below their parents, in the order of their start', () => {
    const root = spanOf({ name: 'root', startTime: 1 });
    const late = childOf(root, { name: 'late', startTime: 3 });
    const early = childOf(root, { name: 'early', startTime: 2 });
    const leaf = childOf(late, { name: 'leaf', startTime: 4 });
    const other = spanOf({ name: 'other', startTime: 0 });
    assert.deepEqual(names(spanTree([leaf, late, early, root, other])), [
      'other',
      ['root', 'early', ['late', 'leaf']],
    ]);
  });

  it('keeps the given order of spans that started at the same time', () => {
    const root = spanOf({ name: 'root', startTime: 1 });
    const children = ['b', 'c', 'a'].map(name =>
      childOf(root, { name, startTime: 1 })
    );
    assert.deepEqual(names(spanTree([...children, root])), [
      ['root', 'b', 'c', 'a'],
    ]);
  });

  it('takes a span without its parent for a root', () => {
    const gone = spanOf({ name: 'gone' });
    const left = childOf(gone, { name: 'left' });
    assert.deepEqual(names(spanTree([left])), ['left']);
  });

  it('does not mix up equal span ids of two traces', () => {
    const root = spanOf({ name: 'root' });
    const stranger = { ...root, name: 'stranger', traceId: 'f'.repeat(32) };
    const child = childOf(stranger, { name: 'child' });
    assert.deepEqual(names(spanTree([root, stranger, child])), [
      'root',
      ['stranger', 'child'],
    ]);
  });

  it('shows every span of a circle of parents', () => {
    const first = spanOf({ name: 'first', startTime: 1 });
    const second = childOf(first, { name: 'second', startTime: 2 });
    const circle = [{ ...first, parentSpanId: second.spanId }, second];
    assert.equal(
      JSON.stringify(names(spanTree(circle))).includes('first'),
      true
    );
    assert.equal(
      JSON.stringify(names(spanTree(circle))).includes('second'),
      true
    );
    const self = { ...first, parentSpanId: first.spanId };
    assert.deepEqual(names(spanTree([self])), ['first']);
  });
});

describe('printSpanTree', () => {
  it('shows name, kind, service, status, error type and links', () => {
    const root = spanOf({ name: 'root', kind: 'CLIENT', service: 'agent' });
    const post = childOf(root, { name: 'POST', kind: 'CLIENT' });
    const call = childOf(root, {
      name: 'tools/call add',
      kind: 'SERVER',
      status: { code: 'ERROR', message: 'no "b"' },
      attributes: { 'error.type': '-32603' },
      ...linkTo(post, spanOf({ name: 'elsewhere', spanId: 'f'.repeat(16) })),
    });
    const leaf = childOf(post, { name: 'leaf', status: { code: 'OK' } });
    const last = childOf(call, { name: 'last' });
    assert.equal(
      printSpanTree([root, post, call, leaf, last]),
      [
        'root CLIENT [agent]',
        '├─ POST CLIENT',
        '│  └─ leaf INTERNAL OK',
        '└─ tools/call add SERVER ERROR -32603 "no \\"b\\"" (link: POST, ffffffffffffffff)',
        '   └─ last INTERNAL',
      ].join('\n')
    );
  });

  it('says which parent is missing', () => {
    const left = childOf(spanOf({ name: 'gone', spanId: 'e'.repeat(16) }), {
      name: 'left',
    });
    assert.equal(
      printSpanTree([left]),
      'left INTERNAL (parent eeeeeeeeeeeeeeee is missing)'
    );
  });

  it('says when there are no spans', () => {
    assert.equal(printSpanTree([]), '(no spans)');
  });
});
