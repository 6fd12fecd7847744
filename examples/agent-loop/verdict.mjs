/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { failed, overStdio, span } from '../lib/expected.mjs';

/**
 * @import { Collected } from '../lib/run-example.mjs'
 * @import { SpanRecord } from 'opentelemetry-mcp-test-utils'
 */

const decision = span('agent', 'chat scripted-1', 'CLIENT');

/**
 * @param {string} name
 * @param {string} [errorType]
 */
const toShop = (name, errorType) =>
  overStdio('agent', 'shop', name, {
    ...(errorType !== undefined && { errorType }),
  });

/** The process died with its span: the client's is all there is. */
const lost = span('agent', 'tools/call call_courier', 'CLIENT', [], {
  ...failed('connection_closed'),
});

const loop = span('agent', 'invoke_agent clerk', 'INTERNAL', [
  toShop('initialize'),
  toShop('notifications/initialized'),
  decision,
  toShop('tools/call find_order'),
  decision,
  toShop('tools/call refund', 'tool_error'),
  decision,
  toShop('tools/call print_label', 'tool_error'),
  decision,
  toShop('resources/read', '-32603'),
  decision,
  lost,
]);

/** @param {Collected} collected */
export function verdict({ spans, logs }) {
  assertSpanTree(spans, loop);
  assertException(spans, logs);
  assertRedacted(spans);
  return [
    `one trace of ${spans.length} spans`,
    'business error, exception, protocol error and lost process are told apart',
    'content was recorded without card numbers',
  ];
}

/**
 * A tool that throws and a tool that says no look alike to the client. What was
 * thrown is a log record of the server.
 *
 * @param {SpanRecord[]} spans
 * @param {Collected['logs']} logs
 */
function assertException(spans, logs) {
  const exceptions = logs.filter(({ attributes }) =>
    Object.hasOwn(attributes, 'exception.type')
  );
  const thrown = exceptions.map(({ spanId, attributes }) => ({
    span: spans.find(candidate => candidate.spanId === spanId)?.name,
    type: attributes['exception.type'],
  }));
  assert.deepEqual(thrown, [
    { span: 'tools/call print_label', type: 'TypeError' },
  ]);
}

/** @param {SpanRecord[]} spans */
function assertRedacted(spans) {
  const [call] = spans.filter(
    ({ name, kind }) => name === 'tools/call find_order' && kind === 'CLIENT'
  );
  const { 'gen_ai.tool.call.arguments': given } = call?.attributes ?? {};
  assert.deepEqual(given, { customer: 'Ada', cardNumber: '•••' });
  assert.doesNotMatch(JSON.stringify(spans), /4111/);
}
