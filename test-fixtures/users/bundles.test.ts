/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Report } from 'opentelemetry-mcp-doctor';
import { join } from 'node:path';
import {
  assertBothHalves,
  described,
  execute,
  spansOf,
  tracingEnvironment,
  type SpanLine,
} from './bundles/spans.ts';
import { machineWithTools, OLD } from './bundles/tools.ts';
import type { UserMachine } from './machine.ts';
import { nodeExecutable, type NodeLine } from './nodes.ts';

/** Bundler, format, size, language level; and where it is run. */
const BUILDS: Readonly<Record<string, readonly NodeLine[]>> = {
  'esbuild-esm-min-es2022.mjs': ['24', '22'],
  'esbuild-cjs-plain-es2017.cjs': ['24'],
  'rollup-esm-plain-es2022.mjs': ['24'],
  'rollup-cjs-min-es2017.cjs': ['24', '22'],
  'webpack-esm-plain-es2022.mjs': ['24'],
  'webpack-cjs-eval-es2022.cjs': ['24'],
  'rspack-esm-plain-es2017.mjs': ['24'],
  'rspack-cjs-min-es2022.cjs': ['24'],
  'ncc-esm-min-es2022.mjs': ['24'],
  'ncc-cjs-plain-es2022.cjs': ['24'],
  'bun-esm-min-es2022.mjs': ['24'],
  'bun-cjs-plain-es2022.cjs': ['24'],
};
/** With the instrumentation inside. */
const IN_CODE = [
  'esbuild-esm-min-es2022.mjs',
  'esbuild-cjs-plain-es2022.cjs',
  'rollup-esm-plain-es2022.mjs',
  'webpack-esm-plain-es2022.mjs',
  'rspack-esm-plain-es2022.mjs',
  'bun-esm-min-es2022.mjs',
];
const NO_CLASSES = 'rollup-cjs-plain-es5.cjs';
const OLD_BUILDS = OLD.map(version => `esbuild-esm-min-es2022-${version}.mjs`);

describe('a bundle, on a machine with Node 24', function () {
  this.timeout(600_000);
  let machine: UserMachine;
  let programs: string;

  before(async () => {
    machine = await machineWithTools();
    programs = machine.place(join(import.meta.dirname, 'bundles', 'programs'));
  });

  function build(entry: string, ...names: readonly string[]) {
    return buildInto('out', entry, names);
  }

  function buildInto(folder: string, entry: string, names: readonly string[]) {
    const args = ['build.mjs', entry, folder, ...names];
    return execute(machine.node, args, { cwd: programs });
  }

  function run(file: string, line?: NodeLine): Promise<SpanLine[]> {
    const node = line === undefined ? machine.node : nodeExecutable(line);
    return spansOf({ node, programs, file });
  }

  describe('of both lines of the SDK', () => {
    let unbundled: string[];

    before(async () => {
      unbundled = described(await run('program.mjs'));
      for (const text of [
        ...['"pipe"', '"tcp"', 'tool_error', 'server/discover'],
        // What `createMcpHandler` refuses.
        '"-32700"',
      ]) {
        assert.ok(unbundled.some(span => span.includes(text)));
      }
    });

    for (const [name, lines] of Object.entries(BUILDS)) {
      it(`gives the spans of the program: ${name}`, async () => {
        await build('program.mjs', name);
        for (const line of lines) {
          const spans = await run(`out/${name}`, line);
          assert.deepEqual(described(spans), unbundled, line);
        }
      });
    }
  });

  describe('with an instrumentation in its code', () => {
    // Nothing that it leaves outside is found from there.
    const folder = mkdtempSync(join(tmpdir(), 'mcp-in-code-'));
    after(() => {
      rmSync(folder, { recursive: true });
    });
    before(() => buildInto(folder, 'in-code.mjs', IN_CODE));

    for (const name of IN_CODE) {
      it(`traces itself: ${name}`, async () => {
        const cwd = folder;
        const output = await execute(machine.node, [name], { cwd });
        const methods = [
          'initialize',
          'notifications/initialized',
          'tools/call answer',
        ];
        const spans = ['1', '2'].flatMap(kind =>
          methods.map(method => `${kind} ${method}\n`)
        );
        assert.deepEqual(output, { stdout: spans.join(''), stderr: '' });
      });
    }
  });

  describe('in which classes are functions', () => {
    before(() => build('program.mjs', NO_CLASSES));

    it('is left alone', async () => {
      assert.deepEqual(await run(`out/${NO_CLASSES}`), []);
    });

    it('is named by the doctor', async () => {
      const { stdout } = await execute(
        machine.node,
        [
          '../node_modules/opentelemetry-mcp-doctor/dist/cli/main.mjs',
          ...['--json', '--', machine.node, '--import', './tracing.mjs'],
          ...['--import', 'opentelemetry-instrumentation-mcp/register'],
          ...[`out/${NO_CLASSES}`, 'serve', 'v1'],
        ],
        { cwd: programs, env: tracingEnvironment('/dev/null') }
      ).catch((error: unknown) => error as { stdout: string });
      const { findings } = JSON.parse(stdout) as Report;
      assert.ok(findings.some(({ code }) => code === 'SDK_BUNDLED'));
    });
  });

  describe('of an older SDK', () => {
    before(() => build('old-sdk.mjs', ...OLD_BUILDS));

    for (const name of OLD_BUILDS) {
      it(`gives both halves of each trace: ${name}`, async () => {
        assertBothHalves(await run(`out/${name}`));
      });
    }
  });
});
