/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { traces } from '../lib/traces.mjs';
import { BACKENDS } from './scene.mjs';

/**
 * @import { ExpectedSpan, SpanRecord } from 'opentelemetry-mcp-test-utils'
 * @import { Outcome } from './scene.mjs'
 */

const name = 'tools/call search';

/** @type {ExpectedSpan} */
const atBackend = {
  name,
  kind: 'CLIENT',
  children: [{ name, kind: 'SERVER' }],
};

/** @type {ExpectedSpan} */
const expectedTree = {
  name: 'plan a trip',
  children: [
    {
      name,
      kind: 'CLIENT',
      children: [
        { name, kind: 'SERVER', children: BACKENDS.map(() => atBackend) },
      ],
    },
  ],
};

/**
 * The spans of the call, without those of connecting.
 *
 * @param {readonly SpanRecord[]} spans
 */
export function spansOfCall(spans) {
  const root = spans.find(span => span.name === 'plan a trip');
  return spans.filter(span => span.traceId === root?.traceId);
}

/**
 * The calls of all variants.
 *
 * @param {SpanRecord[]} spans
 */
export const spansOfCalls = spans => traces(spans).map(spansOfCall).flat();

/**
 * The trees alone, of all variants.
 *
 * @param {import('../lib/run-example.mjs').Collected} collected
 */
export function treesVerdict({ spans }) {
  const calls = traces(spansOfCalls(spans));
  assert.equal(calls.length, 2);
  for (const call of calls) assertSpanTree(call, expectedTree);
  return [
    'every server behind the gateway is called in a span of its own',
    "the agent's trace context and baggage stay at the gateway",
  ];
}

/**
 * Throws unless every backend was called in a span of its own, and got neither the
 * agent's trace context nor its baggage.
 *
 * @param {readonly SpanRecord[]} spans
 * @param {Outcome} outcome
 */
export function verdict(spans, { result, received, before, after }) {
  const call = spansOfCall(spans);
  assertSpanTree(call, expectedTree);
  assert.deepEqual(
    result.content,
    BACKENDS.map(backend => ({ type: 'text', text: `${backend} found` }))
  );
  assert.equal(before?._meta?.baggage, 'user=alice');
  assert.deepEqual(after, before);
  const servers = new Set(
    call.filter(({ kind }) => kind === 'SERVER').map(({ spanId }) => spanId)
  );
  const expected = call
    .filter(
      ({ kind, parentSpanId = '' }) =>
        kind === 'CLIENT' && servers.has(parentSpanId)
    )
    .map(({ traceId, spanId }) => ({
      traceparent: `00-${traceId}-${spanId}-01`,
      'example.com/tenant': 'acme',
    }));
  const actual = [...received.values()].map(({ _meta }) => _meta);
  assert.equal(actual.length, BACKENDS.length);
  assert.deepEqual(sorted(actual), sorted(expected));
}

/** @param {(Record<string, unknown> | undefined)[]} metas */
function sorted(metas) {
  return metas.toSorted((a, b) =>
    String(a?.['traceparent']).localeCompare(String(b?.['traceparent']))
  );
}
