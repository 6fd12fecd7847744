/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  assertSpanTree,
  type ExpectedSpan,
} from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { isOurs } from './support/assert-traces.ts';
import {
  LINES,
  SET_UPS,
  type Format,
  type Kind,
  type Line,
} from './support/cells.ts';
import { expectedOperations } from './support/expected-operations.ts';
import { runScenario } from './support/run-scenario.ts';

const TRANSPORTS: readonly (readonly [string, Line, Kind, Format])[] = [
  ['v1 WebSocket', LINES.v1, 'ws', 'mjs'],
  ['v1 WebSocket', LINES.v1, 'ws', 'cjs'],
  ['v1 transport of the application', LINES.v1, 'lines', 'mjs'],
  ['v1 transport of the application', LINES.v1, 'lines', 'cjs'],
  ['v2 transport of the application', LINES.v2, 'lines', 'mjs'],
  ['v2 transport of the application', LINES.v2, 'lines', 'cjs'],
  ['v1 in memory', LINES.v1, 'memory', 'mjs'],
  ['v2 in memory', LINES.v2, 'memory', 'mjs'],
];

describe('other transports', function () {
  this.timeout(120_000);

  for (const [title, line, kind, format] of TRANSPORTS) {
    it(`${title}, ${format}`, async () => {
      const operations = { name: 'operations', line, kind, format } as const;
      const traced = await runScenario({
        ...operations,
        setUp: SET_UPS.register,
      });
      const expected = expectedOperations(line, kind);
      assertSpanTree(
        traced.spans,
        kind === 'memory' ? expected.map(inOneProcess) : expected
      );
      assert.deepEqual(traced.openSpans.filter(isOurs), []);
      const { results } = await runScenario(operations);
      assert.deepEqual(traced.results, results);
    });
  }
});

function inOneProcess(span: ExpectedSpan): ExpectedSpan {
  return {
    ...span,
    service: 'client',
    children: (span.children ?? []).map(inOneProcess),
  };
}
