/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { roundTripTree, untracedTree } from '../support/expectations.ts';
import { temporaryFolder } from '../../../../test-fixtures/support/package-copies.ts';
import { fixtureUrl, runApp } from '../support/programs.ts';

/** The part of rolldown's API that is used here. */
interface Bundler {
  rolldown(options: object): Promise<{
    write(options: object): Promise<unknown>;
    close(): Promise<void>;
  }>;
}

async function bundle(entry: URL, file: string): Promise<void> {
  const require = createRequire(import.meta.url);
  const fromTsdown = createRequire(require.resolve('tsdown'));
  const rolldown = pathToFileURL(fromTsdown.resolve('rolldown')).href;
  const bundler = (await import(rolldown)) as Bundler;
  const made = await bundler.rolldown({
    input: fileURLToPath(entry),
    platform: 'node',
    external: [/^@opentelemetry\//, /^opentelemetry-/],
    logLevel: 'silent',
  });
  const codeSplitting = false;
  await made.write({ file, format: 'esm', minify: true, codeSplitting });
  await made.close();
}

describe('an SDK in a minified bundle', () => {
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });

  for (const line of ['v1', 'v2']) {
    it(`is traced from instrument() on, ${line}`, async () => {
      const file = join(folder.path, `${line}.mjs`);
      await bundle(fixtureUrl(`apps/bundled-${line}.mjs`), file);
      const { spans, diagnostics, client } = await runApp(
        pathToFileURL(file).href,
        ['filtered-loader.mjs', 'telemetry.mjs', 'construct.mjs']
      );
      assert.notEqual(client, 'Client', 'names are minified');
      assertSpanTree(spans, [untracedTree('before'), roundTripTree('after')]);
      assert.deepEqual(diagnostics, []);
    });
  }
});
