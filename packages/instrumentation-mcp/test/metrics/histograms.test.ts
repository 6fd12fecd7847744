/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import {
  checkMcpConventions,
  type MetricRecord,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import {
  cellName,
  cellsOf,
  connectLink,
  type Cell,
} from '../failures/support/link.ts';
import { v1Copy, v2Copy } from '../failures/support/workspace-copies.ts';
import { startInstrumented } from '../support/instrumented.ts';
import { settled } from '../support/pair.ts';
import { callTool } from '../support/sdk.ts';
import { HISTOGRAMS, histogramOf, pointsOf } from './support/points.ts';

const BOUNDARIES = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300,
];
const CALL = {
  'mcp.method.name': 'tools/call',
  'gen_ai.operation.name': 'execute_tool',
  'gen_ai.tool.name': 'echo',
};

/** What each way of joining client and server adds on both of its sides. */
const NETWORK: Record<
  Cell['transport'],
  Record<'client' | 'server', object>
> = {
  memory: { client: {}, server: {} },
  // the client's end is not one that the SDK has
  pipe: { client: {}, server: { 'network.transport': 'pipe' } },
  http: {
    client: {
      'network.transport': 'tcp',
      'network.protocol.name': 'http',
      'server.address': '127.0.0.1',
    },
    server: { 'network.transport': 'tcp', 'network.protocol.name': 'http' },
  },
};

const CELLS: readonly Cell[] = [v1Copy, v2Copy].flatMap(sdk => [
  { sdk, transport: 'memory', era: 'legacy' },
  ...cellsOf(sdk),
]);

for (const cell of CELLS) {
  describe(`histograms, ${cellName(cell)}`, () => {
    let spans: SpanRecord[];
    let metrics: MetricRecord[];
    let port: number | undefined;
    before(async () => {
      const { telemetry, stop } = startInstrumented([cell.sdk]);
      const link = await connectLink(cell);
      port = link.http && Number(link.http.url.port);
      const { sdk, client } = link;
      await callTool(sdk, client, { name: 'echo', arguments: {} });
      await callTool(sdk, client, { name: 'refuse', arguments: {} });
      await link.close();
      await settled();
      spans = telemetry.spans();
      metrics = await telemetry.metrics();
      await stop();
    });

    it('are in seconds, in the advised buckets', () => {
      for (const { name } of metrics) {
        const known = HISTOGRAMS.find(one => one === name);
        assert.ok(known, `${name} is none of the four`);
        const { unit, description, points } = histogramOf(metrics, known);
        assert.equal(unit, 's');
        assert.match(description, /^Duration of an MCP /);
        for (const { boundaries, sum = NaN, count } of points) {
          assert.deepEqual(boundaries, BOUNDARIES);
          // milliseconds would be far more
          assert.ok(sum > 0 && sum < 5 * count, `${sum} s of ${count}`);
        }
      }
    });

    for (const side of ['client', 'server'] as const) {
      it(`say exactly this of a call on the ${side}`, () => {
        const points = pointsOf(metrics, `mcp.${side}.operation.duration`);
        const echo = points.filter(
          ({ attributes }) => attributes['gen_ai.tool.name'] === 'echo'
        );
        assert.deepEqual(
          echo.map(({ attributes }) => attributes),
          [
            {
              ...CALL,
              'mcp.protocol.version':
                cell.era === 'modern' ? '2026-07-28' : '2025-11-25',
              ...NETWORK[cell.transport][side],
              ...(side === 'client' &&
                port !== undefined && { 'server.port': port }),
            },
          ]
        );
        assert.deepEqual(
          echo.map(({ count }) => count),
          [1]
        );
      });

      it(`have as many points as spans on the ${side}`, () => {
        const points = pointsOf(metrics, `mcp.${side}.operation.duration`);
        const ofSide = spans.filter(({ kind }) => kind === side.toUpperCase());
        assert.equal(
          points.reduce((sum, { count }) => sum + count, 0),
          ofSide.length
        );
      });
    }

    it('conform to the conventions', () => {
      assert.deepEqual(checkMcpConventions(spans, metrics), []);
    });
  });
}
