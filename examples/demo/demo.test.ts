/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import type { ExpectedSpan, SpanRecord } from 'opentelemetry-mcp-test-utils';
import { testExample } from '../lib/test-example.ts';
import { waterfall } from '../lib/waterfall.mjs';
import { expectedTree } from './expected-tree.mjs';
import { verdict } from './verdict.mjs';

const COUNT = 35;

describe('the demo', () => {
  const run = testExample({
    folder: import.meta.dirname,
    verdict: ({ spans }) => verdict(spans),
    holds: /^✔ one trace, 35 spans, 4 services, 2 SDK lines, 2 protocol eras$/m,
  });

  it('draws a line for each span', () => {
    const { stdout } = run().process;
    assert.match(stdout, /^ 1 agent +plan a trip +internal ━+ /m);
    assert.match(stdout, /^✔ spans and metrics follow the semantic /m);
    assert.equal(stdout.match(/^[ \d]\d \w+ .*s$/gm)?.length, COUNT);
  });
});

describe('verdict', () => {
  it('accepts the expected spans', () => {
    assert.equal(
      verdict(spansOf(expectedTree)),
      'one trace, 35 spans, 4 services, 2 SDK lines, 2 protocol eras'
    );
  });

  it('rejects a trace from which any one span is missing', () => {
    const spans = spansOf(expectedTree);
    for (const removed of spans) {
      assert.throws(
        () => verdict(spans.filter(span => span !== removed)),
        { name: 'AssertionError' },
        `without ${removed.name} of ${removed.service ?? ''}`
      );
    }
  });

  it('rejects a span of another service, or one more span', () => {
    const spans = spansOf(expectedTree);
    const last = spans.at(-1);
    assert.ok(last !== undefined);
    const elsewhere = { ...last, service: 'agent' };
    assert.throws(
      () => verdict([...spans.slice(0, -1), elsewhere]),
      /service is 'agent', expected 'travel'/
    );
    assert.throws(
      () => verdict([...spans, { ...last, spanId: 'more' }]),
      /the span is not expected/
    );
  });
});

describe('waterfall', () => {
  const spans = spansOf(expectedTree);

  for (const columns of [80, 100, 140]) {
    it(`fills ${String(columns)} columns, a line per span`, () => {
      const lines = waterfall(spans, { columns });
      assert.equal(lines.length, COUNT + 1);
      assert.deepEqual([...new Set(lines.map(line => line.length))], [columns]);
    });
  }

  it('marks errors and names the lines of linked spans', () => {
    const lines = waterfall(spans);
    const tides = lines.filter(line => line.includes('tools/call tides'));
    assert.equal(tides.length, 2);
    for (const line of tides) assert.match(line, /✖ tool_error/);
    const second = lines.findLast(line =>
      / [├└] tools\/call book_ferry ↪\d+ +client /.test(line)
    );
    const number = / ↪(\d+)/.exec(second ?? '')?.[1];
    assert.match(lines[Number(number)] ?? '', / tools\/call book_ferry /);
  });

  it('draws a bar from the start to the end of a span', () => {
    const root = { ...spanOf(expectedTree, 0), startTime: 0, endTime: 100 };
    const half = {
      ...spanOf(expectedTree, 1),
      parentSpanId: root.spanId,
      startTime: 50,
      endTime: 100,
    };
    const moment = { ...half, spanId: 'b', startTime: 100, endTime: 100 };
    const bars = waterfall([root, half, moment], { columns: 80 })
      .slice(1)
      .map(line => /[━╺╸]+/.exec(line)?.[0] ?? '');
    const [whole = '', second, last] = bars;
    assert.match(whole, /^━+$/);
    assert.equal(second?.replace('╺', '').length, Math.floor(whole.length / 2));
    assert.equal(last, '╺');
  });

  it('colours by service, and what failed in red', () => {
    const lines = waterfall(spans, {
      paint: (styles, text) => `<${styles.join()}:${text}>`,
    });
    const failed = lines.filter(line => line.includes('<red: ✖ '));
    assert.equal(failed.length, 4);
    for (const line of failed) assert.match(line, /<red:[ ━╺╸]+>/);
    assert.match(lines[1] ?? '', /<blueBright:agent {2}>/);
  });
});

/** Spans as a program would have exported them, parents first. */
function spansOf(expected: ExpectedSpan): SpanRecord[] {
  const spans: SpanRecord[] = [];
  const visit = (wanted: ExpectedSpan, parent?: SpanRecord): void => {
    const span: SpanRecord = {
      ...spanOf(wanted, spans.length),
      ...(parent !== undefined && { parentSpanId: parent.spanId }),
      links: (wanted.links ?? []).map(name => ({
        traceId: 'trace',
        spanId: lastOf(spans, name),
        attributes: {},
      })),
    };
    spans.push(span);
    for (const child of wanted.children ?? []) visit(child, span);
  };
  visit(expected);
  return spans;
}

function lastOf(spans: readonly SpanRecord[], name: string): string {
  return spans.findLast(span => span.name === name)?.spanId ?? 'none';
}

function spanOf(
  { name, kind, service, status, attributes }: ExpectedSpan,
  index: number
): SpanRecord {
  const present = Object.entries(attributes ?? {}).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as const] : []
  );
  return {
    traceId: 'trace',
    spanId: `span ${String(index)}`,
    name: String(name),
    kind: kind ?? 'INTERNAL',
    ...(service !== undefined && { service }),
    status: { code: status === 'ERROR' ? 'ERROR' : 'UNSET' },
    attributes: Object.fromEntries(present),
    links: [],
    events: [],
    scope: { name: 'test', version: '' },
    resource: {},
    startTime: index,
    endTime: index + 10,
  };
}
