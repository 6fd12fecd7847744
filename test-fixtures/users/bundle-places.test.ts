/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { build, type BuildOptions } from 'esbuild';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { spansOf } from './bundles/spans.ts';
import { machineWithTools } from './bundles/tools.ts';
import type { UserMachine } from './machine.ts';

const SOURCE =
  "require('node:fs').readFileSync(__dirname + '/several.cjs', 'utf8')";

/** Programs that load the bundle `several.cjs`, or hold `several.mjs` as text. */
const PLACES: Readonly<Record<string, string>> = {
  'require.cjs': "require('./several.cjs');",
  'import.mjs': "await import('./several.cjs');",
  'compile.cjs': `
    const { Module } = require('node:module');
    new Module('made')._compile(${SOURCE}, __dirname + '/made.js');`,
  'cache.cjs': `
    require('node:module').enableCompileCache(__dirname + '/cache');
    require('./several.cjs');`,
  'worker.cjs': `
    const { Worker } = require('node:worker_threads');
    new Worker(__dirname + '/several.cjs');`,
  'typed.ts': `
    const name: string = './several.cjs';
    await import(name);`,
};

/** Nothing tells of these, and nothing must happen to them. */
const UNSEEN: Readonly<Record<string, string>> = {
  'script.cjs': `
    const { Script } = require('node:vm');
    new Script(${SOURCE}).runInThisContext();`,
  'eval.cjs': `(0, eval)(${SOURCE});`,
};

describe('a bundle of several SDKs', function () {
  this.timeout(300_000);
  let machine: UserMachine;
  let programs: string;

  before(async () => {
    machine = await machineWithTools();
    programs = machine.place(join(import.meta.dirname, 'bundles', 'programs'));
    await bundle('several.cjs', { format: 'iife' });
    await bundle('several-module.mjs', { format: 'esm' });
    const text = readFileSync(join(programs, 'several-module.mjs'), 'base64');
    const url = `data:text/javascript;base64,${text}`;
    place('data.mjs', `await import('${url}');`);
    for (const [name, source] of Object.entries({ ...PLACES, ...UNSEEN })) {
      place(name, source);
    }
  });

  function place(name: string, source: string): void {
    writeFileSync(join(programs, name), source);
  }

  async function bundle(name: string, options: BuildOptions): Promise<void> {
    const require = createRequire(join(programs, 'several.mjs'));
    const older = dirname(dirname(require.resolve('sdk-1.12.0/inMemory.js')));
    await build({
      entryPoints: [join(programs, 'several.mjs')],
      outfile: join(programs, name),
      bundle: true,
      minify: true,
      keepNames: true,
      target: 'es2019',
      supported: { 'dynamic-import': true },
      platform: 'node',
      alias: { 'older-sdk': join(older, 'esm') },
      logLevel: 'error',
      ...options,
    });
  }

  async function assertSpans(file: string, tools: string[]): Promise<void> {
    const { node } = machine;
    const spans = await spansOf({ node, programs, file });
    const calls = spans.flatMap(({ name, kind }) =>
      name.startsWith('tools/call') ? [`${name} ${String(kind)}`] : []
    );
    assert.deepEqual(
      calls.sort(),
      tools.flatMap(tool => [`tools/call ${tool} 1`, `tools/call ${tool} 2`])
    );
  }

  for (const file of [...Object.keys(PLACES), 'data.mjs']) {
    it(`is traced: ${file}`, () => assertSpans(file, ['older', 'v1', 'v2']));
  }

  for (const file of Object.keys(UNSEEN)) {
    it(`runs as it is: ${file}`, () => assertSpans(file, []));
  }
});
