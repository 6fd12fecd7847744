/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  assertJsonRpcOnly,
  assertSpanTree,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import {
  LINES,
  preload,
  REGISTER,
  type Format,
  type Line,
} from './support/cells.ts';
import { expectedOperations } from './support/expected-operations.ts';
import { runScenario, type Scenario } from './support/run-scenario.ts';

const AUTO = '@opentelemetry/auto-instrumentations-node/register';

const CELLS: readonly (readonly [Line, Format])[] = [
  [LINES.v1, 'mjs'],
  [LINES.v1, 'cjs'],
  [LINES.v2, 'mjs'],
  [LINES.v2, 'cjs'],
];

/** Nothing but the traces: the rest of it only makes the test slower. */
const AUTO_ENV = {
  OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,undici,mcp',
  OTEL_NODE_RESOURCE_DETECTORS: 'env',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
};

for (const [line, format] of CELLS) {
  describe(`loading: ${line.title}, ${format}`, function () {
    this.timeout(120_000);
    const operations = {
      name: 'operations',
      line,
      kind: 'stdio',
      format,
    } as const;

    // one cell of each line of the SDK: this set-up takes long to start
    if ((line.programs === 'v1') === (format === 'mjs')) {
      it('the register flag before auto-instrumentations', () =>
        assertTraced(operations, ['--import', REGISTER, '--import', AUTO]));

      it('the register flag after auto-instrumentations', () =>
        assertTraced(operations, ['--import', AUTO, '--import', REGISTER]));

      it('a log level that OpenTelemetry would write to stdout', () =>
        assertTraced({ ...operations, env: { OTEL_LOG_LEVEL: 'debug' } }, [
          '--import',
          REGISTER,
          '--import',
          AUTO,
        ]));
    }

    it('the register flag after the set-up', () =>
      assertTraced(operations, [
        ...['--import', preload(`sdk.${format}`)],
        ...['--import', REGISTER],
      ]));

    it('the register flag twice', () =>
      assertTraced(operations, [
        ...['--import', REGISTER, '--require', REGISTER],
        ...['--import', preload(`sdk.${format}`)],
      ]));

    it('--require in place of --import', () =>
      assertTraced(operations, [
        ...['--require', REGISTER],
        ...['--import', preload('sdk.cjs')],
      ]));

    it('an application that starts NodeSDK by itself', () =>
      assertTraced({ ...operations, startsSdk: true }, ['--import', REGISTER]));

    it('the register flag alone: nothing recorded, the very same bytes', async () => {
      const alone = {
        title: 'register alone',
        execArgv: () => ['--import', REGISTER],
      };
      const plain = await runScenario(operations);
      const flagged = await runScenario({
        ...operations,
        setUp: alone,
        processes: 0,
      });
      assert.deepEqual(flagged.spans, []);
      assert.ok(assertJsonRpcOnly(plain.wire.stdout).length > 5);
      assert.equal(flagged.wire.stdin, plain.wire.stdin);
      assert.equal(flagged.wire.stdout, plain.wire.stdout);
      assert.equal(flagged.stderr, plain.stderr);
      assert.deepEqual(flagged.results, plain.results);
    });
  });
}

async function assertTraced(
  scenario: Scenario,
  execArgv: readonly string[]
): Promise<void> {
  const reports = !execArgv.includes(AUTO);
  const { spans, openSpans, wire } = await runScenario({
    ...scenario,
    setUp: { title: execArgv.join(' '), execArgv: () => execArgv },
    ...(!reports && {
      complete: isComplete,
      env: { ...AUTO_ENV, ...scenario.env },
    }),
  });
  assertSpanTree(spans, expectedOperations(scenario.line, scenario.kind));
  assert.deepEqual(openSpans, []);
  assert.ok(assertJsonRpcOnly(wire.stdout).length > 5);
}

/** The client's last operation and the server's last handler. */
function isComplete(spans: readonly SpanRecord[]): boolean {
  return ['close', 'resources/read'].every(name =>
    spans.some(
      span =>
        span.name === name &&
        span.kind === (name === 'close' ? 'INTERNAL' : 'SERVER')
    )
  );
}
