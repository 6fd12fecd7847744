/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  assertSpanTree,
  type ExpectedSpan,
} from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import {
  assertLinkedToTheirPosts,
  tracesByRoot,
} from './support/assert-traces.ts';
import { LINES, SET_UPS, type Kind, type Line } from './support/cells.ts';
import { runScenario } from './support/run-scenario.ts';

const CALLS = 50;

const CONNECTIONS: readonly (readonly [string, Line, Kind])[] = [
  ['v1 StdioServerTransport', LINES.v1, 'stdio'],
  ['v1 Streamable HTTP', LINES.v1, 'http'],
  ['v2 StdioServerTransport', LINES.v2, 'stdio'],
  ['v2 serveStdio', LINES.v2Modern, 'stdio'],
  ['v2 createMcpHandler', LINES.v2Modern, 'http'],
];

describe('50 concurrent calls on one connection', function () {
  this.timeout(120_000);

  for (const [title, line, kind] of CONNECTIONS) {
    it(`keeps apart: ${title}`, async () => {
      const { spans, openSpans } = await runScenario({
        name: 'concurrent',
        line,
        kind,
        format: 'mjs',
        setUp: SET_UPS.register,
      });
      const traces = tracesByRoot(spans);
      for (let index = 0; index < CALLS; index += 1) {
        const name = `call ${index}`;
        assertSpanTree(traces.get(name) ?? [], expectedCall(name, kind));
      }
      assert.deepEqual(openSpans, []);
      if (kind === 'http') assertLinkedToTheirPosts(spans);
    });
  }
});

function expectedCall(name: string, kind: Kind): ExpectedSpan {
  const work = { name: 'work', attributes: { 'test.call': name } };
  const post: ExpectedSpan = {
    name: 'POST',
    kind: 'CLIENT',
    children: [{ name: 'POST', kind: 'SERVER' }],
  };
  const received: ExpectedSpan = {
    name: 'tools/call wait',
    kind: 'SERVER',
    service: 'server',
    children: [{ ...work, children: [work] }],
  };
  const sent: ExpectedSpan = {
    name: 'tools/call wait',
    kind: 'CLIENT',
    service: 'client',
    children: kind === 'http' ? [post, received] : [received],
  };
  return { name, kind: 'INTERNAL', children: [sent] };
}
