/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpanRecord } from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { isMcpSpan, isOurs, tracesByRoot } from './support/assert-traces.ts';
import { LINES, SET_UPS, type Kind, type Line } from './support/cells.ts';
import { runScenario } from './support/run-scenario.ts';

const CONNECTIONS: readonly (readonly [string, Line, Kind])[] = [
  ['v1 stdio', LINES.v1, 'stdio'],
  ['v1 Streamable HTTP', LINES.v1, 'http'],
  ['v1 legacy SSE', LINES.v1Oldest, 'sse'],
  ['v1 WebSocket', LINES.v1, 'ws'],
  ['v1 custom transport', LINES.v1, 'lines'],
  ['v1 in memory', LINES.v1, 'memory'],
  ['v2 stdio', LINES.v2, 'stdio'],
  ['v2 Streamable HTTP', LINES.v2, 'http'],
  ['v2 custom transport', LINES.v2, 'lines'],
  ['v2 in memory', LINES.v2, 'memory'],
  ['v2 stdio, 2026-07-28', LINES.v2Modern, 'stdio'],
  ['v2 HTTP, 2026-07-28', LINES.v2Modern, 'http'],
];

const OPENING = ['initialize', 'notifications/initialized', 'server/discover'];

describe('a connection opened in trace A and used in B, C and D', function () {
  this.timeout(120_000);

  for (const [title, line, kind] of CONNECTIONS) {
    it(`does not pull the later calls into A: ${title}`, async () => {
      const { spans, openSpans } = await runScenario({
        name: 'traces',
        line,
        kind,
        format: 'mjs',
        setUp: SET_UPS.register,
      });
      const traces = tracesByRoot(spans);
      const opening = mcpMethods(traces.get('A'));
      assert.ok(opening.length >= 2);
      assert.deepEqual(
        opening.filter(method => !OPENING.includes(method)),
        []
      );
      for (const name of ['B', 'C', 'D']) {
        assert.deepEqual(
          mcpMethods(traces.get(name)),
          // two calls, of which the second asks back
          line.era === 'legacy'
            ? [...sampling(), ...toolCalls(2)]
            : toolCalls(3)
        );
        assert.ok(traces.get(name)?.some(span => span.name === 'model'));
      }
      assert.deepEqual(openSpans.filter(isOurs), []);
    });
  }

  for (const line of [LINES.v1, LINES.v2]) {
    it(`an uninstrumented client's POSTs are the parents: ${line.title}`, async () => {
      const { spans } = await runScenario({
        name: 'traces',
        line,
        kind: 'http',
        format: 'mjs',
        setUp: SET_UPS.register,
        only: 'server',
      });
      const received = spans.filter(
        span => isMcpSpan(span) && span.kind === 'SERVER'
      );
      const posts = received.map(span => parentOf(span, spans));
      // initialize, initialized, and two calls in each of three traces
      assert.equal(received.length, 8);
      assert.equal(new Set(posts).size, 8, 'a POST of its own for each');
      for (const post of posts) {
        assert.equal(post?.name, 'POST');
        assert.equal(post.kind, 'SERVER');
        assert.equal(post.parentSpanId, undefined);
      }
    });
  }
});

describe('an uninstrumented client on stdio', function () {
  this.timeout(120_000);

  for (const line of [LINES.v1, LINES.v2, LINES.v2Modern]) {
    it(`each message begins a trace: ${line.title}`, async () => {
      const { spans } = await runScenario({
        name: 'concurrent',
        line,
        kind: 'stdio',
        format: 'mjs',
        setUp: SET_UPS.register,
        only: 'server',
      });
      const calls = spans.filter(span => span.name === 'tools/call wait');
      assert.equal(calls.length, 50);
      assert.equal(new Set(calls.map(span => span.traceId)).size, 50);
      assert.ok(calls.every(span => span.parentSpanId === undefined));
      for (const { traceId } of calls) {
        const work = spans.filter(
          span => span.traceId === traceId && span.name === 'work'
        );
        assert.equal(work.length, 2);
      }
    });
  }
});

describe('versionNegotiation auto', function () {
  this.timeout(120_000);

  for (const kind of ['stdio', 'http'] as const) {
    it(`the probe belongs to connect(): ${kind}`, async () => {
      const { spans, openSpans } = await runScenario({
        name: 'traces',
        line: LINES.v2Modern,
        kind,
        format: 'mjs',
        setUp: SET_UPS.register,
        env: { MCP_NEGOTIATION: 'auto' },
      });
      const traces = tracesByRoot(spans);
      const opening = mcpMethods(traces.get('A'));
      assert.ok(opening.includes('server/discover'));
      assert.deepEqual(
        opening.filter(method => !OPENING.includes(method)),
        []
      );
      assert.deepEqual(mcpMethods(traces.get('B')), toolCalls(3));
      assert.deepEqual(openSpans, []);
    });
  }
});

/** Methods of the MCP spans, each as often as it has spans. */
function mcpMethods(spans: readonly SpanRecord[] = []): string[] {
  return spans
    .flatMap(({ attributes }) => {
      const method = attributes['mcp.method.name'];
      return typeof method === 'string' ? [method] : [];
    })
    .sort();
}

/** One exchange has two spans, the sender's and the receiver's. */
function toolCalls(count: number): string[] {
  return new Array<string>(2 * count).fill('tools/call');
}

function sampling(): string[] {
  return new Array<string>(2).fill('sampling/createMessage');
}

function parentOf(
  span: SpanRecord,
  spans: readonly SpanRecord[]
): SpanRecord | undefined {
  return spans.find(
    ({ traceId, spanId }) =>
      traceId === span.traceId && spanId === span.parentSpanId
  );
}
