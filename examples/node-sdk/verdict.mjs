/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { overStdio, span } from '../lib/expected.mjs';

const METHODS = ['initialize', 'notifications/initialized', 'tools/call add'];

const tree = span(
  'agent',
  'add up',
  'INTERNAL',
  METHODS.map(name => overStdio('agent', 'calculator', name))
);

/** @param {import('../lib/run-example.mjs').Collected} collected */
export function verdict({ spans }) {
  assertSpanTree(spans, tree);
  return [`one trace of ${spans.length} spans, from two programs`];
}
