/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import type { MetricRecord, SpanRecord } from 'opentelemetry-mcp-test-utils';

/** JSON-RPC codes that one process may see before it says `_OTHER`. */
const MAX_CODES = 50;
const MAX_LENGTH = 1_024;

/** The values that an attribute has on the points of all metrics. */
export function valuesOf(
  metrics: readonly MetricRecord[],
  key: string
): Set<unknown> {
  return new Set(
    metrics.flatMap(({ points }) =>
      points.map(({ attributes }) => attributes[key])
    )
  );
}

/**
 * Asserts that nothing on the metrics grew with the number of texts that a peer
 * made up: names are known or `_OTHER`, and error codes are few.
 */
export function assertFewSeries(
  metrics: readonly MetricRecord[],
  known: Readonly<Record<string, readonly string[]>>
): void {
  for (const [key, names] of Object.entries(known)) {
    const allowed = [...names, '_OTHER', undefined];
    const others = [...valuesOf(metrics, key)].filter(
      value => !allowed.some(one => one === value)
    );
    assert.deepEqual(others, [], key);
  }
  for (const key of ['error.type', 'rpc.response.status_code']) {
    const values = valuesOf(metrics, key);
    assert.ok(values.size <= MAX_CODES + 10, `${values.size} values of ${key}`);
  }
  const other = new Set([...valuesOf(metrics, 'jsonrpc.request.id')]);
  assert.deepEqual([...other], [undefined]);
}

/** Asserts that all text on spans is short and well-formed. */
export function assertBoundedText(spans: readonly SpanRecord[]): void {
  for (const { name, attributes, status, events } of spans) {
    const values = [
      ...Object.values(attributes),
      ...events.flatMap(event => Object.values(event.attributes)),
    ];
    for (const text of [name, status.message, ...values]) {
      if (typeof text === 'string') assertBounded(text);
    }
  }
}

function assertBounded(text: string): void {
  assert.ok(text.length <= MAX_LENGTH, `${text.length} characters`);
  assert.doesNotMatch(text, /\p{Surrogate}/u, 'half a surrogate pair');
}
