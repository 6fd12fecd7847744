/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { overStdio } from '../lib/expected.mjs';

/**
 * @import { Collected } from '../lib/run-example.mjs'
 * @import { SpanRecord } from 'opentelemetry-mcp-test-utils'
 *
 * @typedef {object} Line
 * @property {string | undefined} trace_id
 * @property {string | undefined} span_id
 * @property {string} msg
 */

const CALL = 'tools/call search';
const MESSAGES = ['searching', 'index opened'];

/** @param {string} name */
const toNotes = name =>
  overStdio('agent', 'notes', name, { version: '2025-11-25' });

/**
 * Pino writes one JSON object per line.
 *
 * @param {string} written
 * @returns {Line[]}
 */
export const linesOf = written =>
  written
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line));

/**
 * The calls alone.
 *
 * @param {SpanRecord[]} spans
 */
export const shown = spans => spans.filter(({ name }) => name === CALL);

/**
 * @param {Collected} collected
 * @param {Line[]} [lines] what pino has written; default: what it has exported
 */
export function verdict({ spans, logs }, lines) {
  assertSpanTree(spans, [
    toNotes('initialize'),
    toNotes('notifications/initialized'),
    ...[CALL, CALL, CALL].map(toNotes),
  ]);
  const exported = logs.map(({ traceId, spanId, body }) => ({
    trace_id: traceId,
    span_id: spanId,
    msg: String(body),
  }));
  for (const all of [exported, lines ?? exported]) assertAtHome(all, spans);
  return [`all ${exported.length} lines belong to the span of their call`];
}

/**
 * Each handler writes two lines, and one a third: nothing was found.
 *
 * @param {Line[]} lines
 * @param {SpanRecord[]} spans
 */
function assertAtHome(lines, spans) {
  const handlers = shown(spans).filter(({ kind }) => kind === 'SERVER');
  const below = handlers.map(({ traceId, spanId }) =>
    lines
      .filter(line => line.trace_id === traceId && line.span_id === spanId)
      .map(({ msg }) => msg)
  );
  const expected = [MESSAGES, MESSAGES, [...MESSAGES, 'nothing found']];
  assert.deepEqual(below.sort(), expected);
  assert.equal(lines.length, expected.flat().length);
}
