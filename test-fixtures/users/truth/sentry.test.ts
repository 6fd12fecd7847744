/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { userMachine, type UserMachine } from '../machine.ts';

const PACKAGE = 'opentelemetry-instrumentation-mcp';
/** A program that hangs is ended, and fails. */
const PATIENCE = 60_000;

interface Span {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: string;
  readonly spanId: string;
  readonly traceId: string;
  readonly parent?: string;
}

interface Run {
  readonly spans: readonly Span[];
  readonly lines: readonly string[];
  readonly stderr: string;
}

async function start(
  { node, folder }: UserMachine,
  sdk: string,
  flags: readonly string[] = []
): Promise<Run> {
  const { stdout, stderr } = await promisify(execFile)(
    node,
    ['--import', './init.mjs', ...flags, 'application.mjs', sdk],
    {
      cwd: join(folder, 'sentry'),
      // Every message is to have a span.
      env: { ...process.env, OTEL_INSTRUMENTATION_MCP_IGNORE: 'ping' },
      timeout: PATIENCE,
      killSignal: 'SIGKILL',
    }
  );
  return { ...(JSON.parse(stdout) as Omit<Run, 'stderr'>), stderr };
}

function isTheirs({ attributes }: Span): boolean {
  return String(attributes['sentry.op']).startsWith('mcp.');
}

/** Spans of MCP by name, in the order of their names. */
function names(spans: readonly Span[]): string[] {
  return spans
    .filter(span => 'mcp.method.name' in span.attributes)
    .map(({ name }) => name)
    .sort();
}

const CALLS = ['bad', 'inner', 'missing', 'ok', 'relay'];

for (const [line, version] of [
  ['20', '10.78.0'],
  ['24', '11.12.0'],
] as const) {
  describe(`Sentry ${version}, Node ${line}`, function () {
    this.timeout(300_000);
    let machine: UserMachine;
    before(async () => {
      machine = await userMachine(line, { '@sentry/node': version });
      machine.place(join(import.meta.dirname, 'sentry'));
    });

    for (const sdk of ['v1', 'v2']) {
      it(`has one span of each side with us, and its own are its own, ${sdk}`, async () => {
        const alone = await start(machine, sdk);
        const { spans, lines, stderr } = await start(machine, sdk, [
          '--import',
          `${PACKAGE}/register`,
        ]);
        assert.equal(stderr, alone.stderr);
        assert.equal(lines.length, 1, lines.join('\n'));
        assert.match(lines[0] ?? '', /another MCP instrumentation/);
        const calls = names(spans).filter(name => name.startsWith('tools/'));
        assert.deepEqual(
          calls,
          CALLS.flatMap(tool => [`tools/call ${tool}`, `tools/call ${tool}`])
        );
        const logs = names(spans).filter(
          name => name === 'notifications/message'
        );
        assert.equal(logs.length, 2);
        const theirs = spans.filter(isTheirs);
        const before = alone.spans.filter(isTheirs);
        assert.deepEqual(
          theirs.map(({ name, status }) => ({ name, status })),
          before.map(({ name, status }) => ({ name, status }))
        );
        for (const [index, { attributes }] of before.entries()) {
          const now = theirs[index]?.attributes ?? {};
          assert.deepEqual({ ...now, ...attributes }, now);
        }
        const roots = spans.filter(({ parent }) => parent === undefined);
        assert.deepEqual(
          roots.map(({ name }) => name),
          ['agent']
        );
      });
    }
  });
}
