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
  readonly node: string;
  readonly programs: string;
  readonly file: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program with `./register` and a set-up of its own, and its servers too.
 *
 * @throws AssertionError when one of them writes anything
 */
export async function spansOf(run: Run): Promise<SpanLine[]> {
  const { node, programs, file, env = {} } = run;
  const spans = join(programs, 'spans.jsonl');
  rmSync(spans, { force: true });
  const { stdout, stderr } = await execute(
    node,
    [
      ...['--import', './tracing.mjs'],
      ...['--import', 'opentelemetry-instrumentation-mcp/register', file],
    ],
    {
      cwd: programs,
      env: { ...tracingEnvironment(spans), ...env },
      timeout: 60_000,
    }
  );
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
