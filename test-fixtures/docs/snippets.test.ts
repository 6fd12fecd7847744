/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const documents = globSync(
  '{*.md,docs/**/*.md,packages/*/*.md,examples/**/*.md}',
  {
    cwd: ROOT,
    // Of the recipes, modules belong together: they have tests of their own.
    exclude: path => /node_modules|^docs.recipes/.test(path),
  }
);

/** Every block of JavaScript in the documentation is a module that a reader can run. */
function modulesIn(document: string): string[] {
  const source = readFileSync(join(ROOT, document), 'utf8');
  return [...source.matchAll(/^```[jt]s\n(.*?)^```$/gms)].map(
    ([, module = '']) => module
  );
}

/** Runs a module as if it were a file beside the document; nothing is exported. */
async function run(document: string, module: string) {
  const child = spawn(process.execPath, ['--input-type=module'], {
    cwd: join(ROOT, dirname(document)),
    stdio: ['pipe', 'ignore', 'pipe'],
    env: {
      ...process.env,
      OTEL_TRACES_EXPORTER: 'none',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_NODE_RESOURCE_DETECTORS: 'none',
    },
  });
  child.stdin.end(module);
  const closed = once(child, 'close');
  const stderr = await text(child.stderr);
  await closed;
  return { exitCode: child.exitCode, stderr };
}

describe('the documentation', () => {
  for (const document of documents) {
    for (const [index, module] of modulesIn(document).entries()) {
      it(`${document} has a module ${String(index + 1)} that runs`, async () => {
        const { exitCode, stderr } = await run(document, module);
        assert.equal(exitCode, 0, stderr);
      }).timeout(60_000);
    }
  }

  it('has modules in every package', () => {
    for (const name of [
      'instrumentation-mcp',
      'mcp-doctor',
      'mcp-test-utils',
      'propagator-mcp',
    ]) {
      assert.ok(modulesIn(`packages/${name}/README.md`).length > 0, name);
    }
  });
});
