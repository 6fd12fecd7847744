/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { expectedTree } from './expected-tree.mjs';

/** The line of the MCP SDK that a service's server is made with. */
const SDK_LINES = new Map([
  ['notes', 'v1'],
  ['travel', 'v2'],
]);

/**
 * Says in one line what the spans are.
 *
 * @param {readonly import('opentelemetry-mcp-test-utils').SpanRecord[]} spans
 * @throws AssertionError that shows both trees side by side, unless the spans
 *   are exactly the expected ones
 */
export function verdict(spans) {
  assertSpanTree(spans, expectedTree);
  const services = distinct(spans.map(({ service }) => service));
  const lines = distinct(
    services.map(service => SDK_LINES.get(String(service)))
  );
  const eras = distinct(
    spans.map(({ attributes }) => attributes['mcp.protocol.version'])
  );
  return (
    `one trace, ${spans.length} spans, ${services.length} services, ` +
    `${lines.length} SDK lines, ${eras.length} protocol eras`
  );
}

/**
 * @template T
 * @param {(T | undefined)[]} values
 */
function distinct(values) {
  return [...new Set(values.filter(value => value !== undefined))];
}
