/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  assertMcpConventions,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { isMcpSpan, tracesByRoot } from './support/assert-traces.ts';
import { LINES, SET_UPS, type Kind, type Line } from './support/cells.ts';
import { runScenario } from './support/run-scenario.ts';

const CONNECTIONS: readonly (readonly [Line, Kind])[] = [
  [LINES.v1, 'stdio'],
  [LINES.v1, 'http'],
  [LINES.v2, 'stdio'],
  [LINES.v2, 'http'],
  [LINES.v2Modern, 'stdio'],
  [LINES.v2Modern, 'http'],
];

describe('calls that fail', function () {
  this.timeout(120_000);

  for (const [line, kind] of CONNECTIONS) {
    it(`${line.title}, ${kind}`, async () => {
      const failures = { name: 'failures', line, kind, format: 'mjs' } as const;
      const traced = await runScenario({
        ...failures,
        setUp: SET_UPS.register,
      });
      const traces = tracesByRoot(traced.spans);
      const errorOf = (name: string) => errorType(traces.get(name));
      assert.equal(errorOf('timeout'), 'timeout');
      assert.equal(errorOf('abort'), 'cancelled');
      assert.equal(errorOf('unknown method'), '-32601');
      if (kind === 'stdio') {
        assert.equal(errorOf('death'), 'connection_closed');
      }
      for (const name of ['timeout', 'abort']) {
        // the server was told to give up, by a message or by a closed stream
        assert.equal(serverSpans(traces.get(name)).length, 1);
      }
      assert.deepEqual(
        traced.openSpans,
        // it ended itself while it handled the call
        kind === 'stdio' ? ['server: tools/call die'] : []
      );
      assertMcpConventions(traced.spans, traced.metrics);
      const { results } = await runScenario(failures);
      assert.deepEqual(traced.results, results);
    });
  }
});

/** Of the one request in a trace, as its sender sees it. */
function errorType(spans: readonly SpanRecord[] = []): unknown {
  const calls = spans.filter(span => isRequest(span) && span.kind === 'CLIENT');
  assert.equal(calls.length, 1);
  assert.equal(calls[0]?.status.code, 'ERROR');
  return calls[0].attributes['error.type'];
}

function serverSpans(spans: readonly SpanRecord[] = []): SpanRecord[] {
  return spans.filter(span => isRequest(span) && span.kind === 'SERVER');
}

function isRequest(span: SpanRecord): boolean {
  return isMcpSpan(span) && 'jsonrpc.request.id' in span.attributes;
}
