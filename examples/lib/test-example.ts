/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startFixture,
  startOtlpReceiver,
  type Fixture,
  type OtlpReceiver,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import { documentOf, hasChromium } from './chromium.mjs';
import type { Collected } from './run-example.mjs';

export interface TestedExample {
  /** Absolute path of its folder. */
  readonly folder: string;
  readonly verdict: (collected: Collected) => unknown;
  /** Of many traces those that are drawn; default: all. */
  readonly shown?: (spans: SpanRecord[]) => SpanRecord[];
  /** What it prints at its end, after the check mark. */
  readonly holds: RegExp;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it uses commands beside Node.js; the others run where there are none. */
  readonly usesCommands?: true;
}

/** An example that has been run, with what has arrived at a backend. */
export interface RunExample {
  readonly process: Fixture;
  readonly collected: Collected;
}

/**
 * Runs an example by its command, as a user with a backend of their own would,
 * and tests what holds for every example. Further tests get the same run.
 *
 * @returns the run, once mocha's `before` hooks have run
 */
export function testExample(example: TestedExample): () => RunExample {
  const { folder, verdict, shown = all, usesCommands = false } = example;
  const temporary = mkdtempSync(join(tmpdir(), 'example-'));
  const html = join(temporary, 'trace.html');
  let backend: OtlpReceiver;
  let ran: RunExample;

  before(async function () {
    this.timeout(120_000);
    backend = await startOtlpReceiver();
    const started = await startFixture({
      file: 'run.mjs',
      args: ['--html', html],
      cwd: folder,
      env: {
        ...example.env,
        ...(!usesCommands && { PATH: temporary }),
        OTEL_EXPORTER_OTLP_ENDPOINT: backend.url,
        FORCE_COLOR: undefined,
      },
    });
    await started.exited;
    const [spans, metrics, logs] = [
      backend.spans(),
      backend.metrics(),
      backend.logs(),
    ];
    ran = { process: started, collected: { spans, metrics, logs } };
  });
  after(async () => {
    await backend.close();
    rmSync(temporary, { recursive: true, force: true });
  });

  it('runs by its command, and says what holds', async () => {
    const { code } = await ran.process.exited;
    assert.equal(code, 0, ran.process.stderr);
    assert.equal(ran.process.stderr, '');
    assert.match(ran.process.stdout, example.holds);
  });

  it('sends the same to a backend of the user', () => {
    verdict(ran.collected);
  });

  it('fails on a wrong parent, whichever span has it', () => {
    const { spans } = ran.collected;
    const ids = new Set(spans.map(({ spanId }) => spanId));
    const children = shown(spans).filter(({ parentSpanId = '' }) =>
      ids.has(parentSpanId)
    );
    assert.ok(children.length > 0);
    for (const child of children) {
      const moved = { ...ran.collected, spans: raised(spans, child) };
      assert.throws(() => verdict(moved), `${child.name} was raised`);
    }
  });

  it('writes a page in which a browser finds every span', async function () {
    if (!hasChromium()) this.skip();
    const text = await documentOf(html);
    const found = [...text.matchAll(/ data-span="(\w+)"/g)].map(([, id]) => id);
    const expected = shown(ran.collected.spans).map(({ spanId }) => spanId);
    assert.deepEqual(found.sort(), expected.sort());
    assert.doesNotMatch(
      text,
      /<script|<link|<img|https?:\/\/(?!127\.0\.0\.1)\S+\.(js|css)/
    );
  }).timeout(90_000);

  return () => ran;
}

/** @returns the same spans */
const all = (spans: SpanRecord[]): SpanRecord[] => spans;

/** The spans with one of them beside its parent instead of below it. */
function raised(spans: readonly SpanRecord[], child: SpanRecord): SpanRecord[] {
  const parent = spans.find(
    ({ traceId, spanId }) =>
      traceId === child.traceId && spanId === child.parentSpanId
  );
  const grandparent = parent?.parentSpanId;
  const { parentSpanId: given, ...orphan } = child;
  assert.notEqual(grandparent, given);
  const moved: SpanRecord =
    grandparent === undefined
      ? orphan
      : { ...orphan, parentSpanId: grandparent };
  return spans.map(span => (span === child ? moved : span));
}
