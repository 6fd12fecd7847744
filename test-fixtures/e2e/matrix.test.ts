/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  assertJsonRpcOnly,
  assertMcpConventions,
  assertSpanTree,
} from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { assertLinkedToTheirPosts } from './support/assert-traces.ts';
import {
  LINES,
  SET_UPS,
  type Format,
  type Kind,
  type Line,
  type SetUp,
} from './support/cells.ts';
import { expectedOperations } from './support/expected-operations.ts';
import { Limit } from './support/limit.ts';
import { runScenario, type Run } from './support/run-scenario.ts';

const FORMATS: readonly Format[] = ['mjs', 'cjs'];
const limit = new Limit(2);

// Every operation through two real processes: each supported version of the SDK,
// era of the protocol, transport, module system and way to set it up.
for (const line of Object.values<Line>(LINES)) {
  for (const kind of line.transports) {
    for (const format of FORMATS) {
      describe(`${line.title}, ${kind}, ${format}`, function () {
        this.timeout(120_000);
        const operations = { name: 'operations', line, kind, format } as const;
        const traced = new Map<SetUp, Promise<Run>>();
        let untraced: Promise<Run> | undefined;

        before(() => {
          untraced = limit.run(() => runScenario(operations));
          for (const setUp of Object.values<SetUp>(SET_UPS)) {
            const run = () => runScenario({ ...operations, setUp });
            traced.set(setUp, limit.run(run));
          }
        });

        for (const setUp of Object.values<SetUp>(SET_UPS)) {
          it(setUp.title, async () => {
            const [run, expected] = await Promise.all([
              traced.get(setUp),
              untraced,
            ]);
            assert.ok(run !== undefined && expected !== undefined);
            assertTraced(run, line, kind);
            assert.deepEqual(run.results, expected.results);
            assert.equal(run.stderr, expected.stderr);
          });
        }
      });
    }
  }
}

function assertTraced(run: Run, line: Line, kind: Kind): void {
  assertSpanTree(run.spans, expectedOperations(line, kind));
  assert.ok(run.metrics.some(({ name }) => name.startsWith('mcp.')));
  assertMcpConventions(run.spans, run.metrics);
  assert.deepEqual(run.openSpans, []);
  if (kind === 'stdio') {
    assert.ok(assertJsonRpcOnly(run.wire.stdout).length > 5);
  } else {
    assertLinkedToTheirPosts(run.spans);
  }
}
