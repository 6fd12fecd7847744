/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { hasCommand } from '../lib/commands.mjs';
import { overStdio, span } from '../lib/expected.mjs';

const HOST = 'mcp-agent';

/**
 * What a server is sent, the call of a tool last.
 *
 * @param {string} service
 * @param {string} tool
 * @param {import('opentelemetry-mcp-test-utils').ExpectedSpan} below
 */
const exchange = (service, tool, below) => [
  overStdio(HOST, service, 'initialize'),
  overStdio(HOST, service, 'notifications/initialized'),
  overStdio(HOST, service, `tools/call ${tool}`, { below: [below] }),
];

/** @param {import('../lib/run-example.mjs').Collected} collected */
export function verdict({ spans }) {
  const attributes = { 'db.system.name': 'sqlite' };
  const query = span('database', 'SELECT books', 'CLIENT', [], { attributes });
  const withPython = hasCommand('python3');
  assertSpanTree(
    spans,
    span(HOST, 'mcp-agent', 'INTERNAL', [
      ...exchange(
        'files',
        'read_file',
        span('files', 'read author.txt', 'INTERNAL')
      ),
      ...(withPython ? exchange('database', 'query_database', query) : []),
      span(HOST, 'chat scripted-1', 'CLIENT'),
    ])
  );
  const languages = withPython ? 'TypeScript and Python' : 'TypeScript';
  return [`one trace of ${spans.length} spans, in ${languages}`];
}
