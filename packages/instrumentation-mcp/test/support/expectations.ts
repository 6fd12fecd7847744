/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { ExpectedSpan } from 'opentelemetry-mcp-test-utils';

function exchange(name: string): ExpectedSpan {
  return { name, kind: 'CLIENT', children: [{ name, kind: 'SERVER' }] };
}

/** The spans of `fixtures/lib/round-trip.cjs`: one of each side per message. */
export function roundTripTree(name: string): ExpectedSpan {
  return {
    name: `app ${name}`,
    children: [
      exchange('initialize'),
      exchange('notifications/initialized'),
      exchange(`tools/call ${name}`),
    ],
  };
}

/** The same, where nothing is traced. */
export function untracedTree(name: string): ExpectedSpan {
  return { name: `app ${name}`, children: [] };
}
