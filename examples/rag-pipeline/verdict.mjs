/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { hasCommand } from '../lib/commands.mjs';
import { span } from '../lib/expected.mjs';

/** @typedef {import('opentelemetry-mcp-test-utils').ExpectedSpan} ExpectedSpan */

/** The commands of languages that a machine may not have. */
export const LANGUAGES = { python3: 'Python', go: 'Go', java: 'Java' };

const PROCESSOR = 'query-processor';

/**
 * What comes of programs that a machine may not be able to run.
 *
 * @template T
 * @param {string} command
 * @param {T[]} things
 */
const having = (command, ...things) => (hasCommand(command) ? things : []);

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

/**
 * What made the spans of a service, as their resource says.
 *
 * @param {import('opentelemetry-mcp-test-utils').SpanRecord[]} spans
 * @param {string} service
 */
function maker(spans, service) {
  const own = spans.find(span => span.service === service);
  return own?.resource['telemetry.sdk.name'] === 'opentelemetry'
    ? "OpenTelemetry's SDK"
    : 'its standard library';
}

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
  const languages = new Intl.ListFormat('en').format([
    'TypeScript',
    ...Object.entries(LANGUAGES).flatMap(([command, name]) =>
      having(command, name)
    ),
  ]);
  return [
    `each question is one trace, in ${languages}`,
    ...having('go', `the spans of Go are by ${maker(spans, 'retrieval')}`),
    'all telemetry carried the key of the vendor',
  ];
}
