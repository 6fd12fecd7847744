/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const execute = promisify(execFile);

/** A span as `programs/tracing.mjs` writes it. */
export interface SpanLine {
  readonly name: string;
  readonly kind: number;
  readonly attributes: Record<string, unknown>;
  readonly status: object;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId?: string;
}

/** There is nobody to export to, which the end of a process would wait for. */
const NO_EXPORTERS = {
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_TRACES_EXPORTER: 'none',
};

/** What `programs/tracing.mjs` needs. */
export function tracingEnvironment(spans: string): NodeJS.ProcessEnv {
  return { ...process.env, ...NO_EXPORTERS, SPANS: spans };
}

/** Which file is run, in which folder of a machine. */
interface Run {
  /** Of Node.js or another runtime. */
  readonly node: string;
  /** Those that load the set-up and `./register`. */
  readonly flags?: readonly string[];
  readonly programs: string;
  readonly file: string;
  readonly env?: NodeJS.ProcessEnv;
}

const FLAGS = [
  ...['--import', './tracing.mjs'],
  ...['--import', 'opentelemetry-instrumentation-mcp/register'],
];

/** Differ from run to run. */
const VOLATILE = ['server.port', 'client.port', 'network.peer.port'];

/** What must be the same in each run, sorted. */
export function described(spans: readonly SpanLine[]): string[] {
  return spans
    .map(({ name, kind, attributes, status, parentId }) => {
      const parent = spans.find(({ spanId }) => spanId === parentId);
      const entries = Object.entries(attributes).map(([key, value]) => [
        key,
        VOLATILE.includes(key) ? typeof value : value,
      ]);
      const below = parent && [parent.name, parent.kind];
      return JSON.stringify([name, kind, below, status, entries.sort()]);
    })
    .sort();
}

/**
 * Runs a program with `./register` and a set-up of its own, and its servers too.
 *
 * @throws AssertionError when one of them writes anything
 */
export async function spansOf(run: Run): Promise<SpanLine[]> {
  const { node, flags = FLAGS, programs, file, env = {} } = run;
  const spans = join(programs, 'spans.jsonl');
  rmSync(spans, { force: true });
  const { stdout, stderr } = await execute(node, [...flags, file], {
    cwd: programs,
    env: { ...tracingEnvironment(spans), ...env },
    timeout: 60_000,
  });
  assert.deepEqual({ stdout, stderr }, { stdout: '', stderr: '' });
  const text = existsSync(spans) ? readFileSync(spans, 'utf8').trim() : '';
  return text
    .split('\n')
    .flatMap(line => (line === '' ? [] : [JSON.parse(line) as SpanLine]));
}

/** Asserts both halves of what `programs/old-sdk.mjs` does. */
export function assertBothHalves(spans: readonly SpanLine[]): void {
  const sides = spans.map(({ name, kind, attributes, parentId }) =>
    [
      name,
      kind === 1 && parentId !== undefined ? 'served' : kind,
      attributes['network.transport'],
      attributes['error.type'] ?? '',
    ].join(' ')
  );
  const exchanges = [
    'initialize % pipe ',
    'notifications/initialized % pipe ',
    'tools/call answer % pipe ',
    'tools/call fail % pipe tool_error',
  ];
  assert.deepEqual(
    sides.sort(),
    exchanges
      .flatMap(text => ['2', 'served'].map(side => text.replace('%', side)))
      .sort()
  );
  assert.equal(new Set(spans.map(span => span.traceId)).size, 4);
}
