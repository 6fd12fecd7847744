/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { hasCommand } from '../lib/commands.mjs';
import { span } from '../lib/expected.mjs';

/** @typedef {import('opentelemetry-mcp-test-utils').ExpectedSpan} ExpectedSpan */

export const LANGUAGES = ['python3', 'go', 'java'];

const PROCESSOR = 'query-processor';

/**
 * Spans of programs that a machine may not be able to run.
 *
 * @param {string} command
 * @param {ExpectedSpan[]} spans
 */
const having = (command, ...spans) => (hasCommand(command) ? spans : []);

const searched = span('retrieval', 'search index', 'INTERNAL');

/** Plain HTTP: the trace context is in the headers. */
const overHttp = span(PROCESSOR, 'GET', 'CLIENT', [
  span('retrieval', 'GET /retrieve', 'SERVER', [searched]),
]);

/**
 * MCP: the trace context is in the message. That it came by a POST is known to
 * the processor alone: the Go program makes no span of HTTP requests at /mcp.
 *
 * @param {string} name
 * @param {ExpectedSpan[]} [below]
 */
const overMcp = (name, below = []) =>
  span(PROCESSOR, name, 'CLIENT', [
    span(PROCESSOR, 'POST', 'CLIENT'),
    span('retrieval', name, 'SERVER', below),
  ]);

/** @param {ExpectedSpan[]} retrieved */
function question(retrieved) {
  const generated = span(PROCESSOR, 'POST', 'CLIENT', [
    span('llm', 'POST /generate', 'SERVER', [
      span('llm', 'chat scripted-1', 'CLIENT'),
    ]),
  ]);
  const processed = span(PROCESSOR, 'GET', 'SERVER', [
    ...having('go', ...retrieved),
    ...having('java', generated),
  ]);
  if (!hasCommand('python3')) return processed;
  const forwarded = span('gateway', 'GET', 'CLIENT', [processed]);
  return span('gateway', 'GET /ask', 'SERVER', [forwarded]);
}

/** A client of MCP asks for a stream that this server does not have. */
const refusedStream = span(PROCESSOR, 'GET', 'CLIENT', [], {
  status: 'ERROR',
  attributes: { 'error.type': '405' },
});

/** @param {import('../lib/run-example.mjs').Collected} collected */
export function verdict({ spans }) {
  assertSpanTree(spans, [
    question([overHttp]),
    question([
      overMcp('initialize'),
      overMcp('notifications/initialized'),
      overMcp('tools/call retrieve', [searched]),
    ]),
    ...having('go', refusedStream),
  ]);
  const count = 1 + LANGUAGES.filter(hasCommand).length;
  return [
    `each question is one trace, in ${count} languages`,
    'all telemetry carried the key of the vendor',
  ];
}
