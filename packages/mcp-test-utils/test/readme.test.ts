/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { conventionTables } from '../src/conventions/tables.ts';

const PACKAGE = new URL('../', import.meta.url);
const README = readFileSync(new URL('README.md', PACKAGE), 'utf8');

/** Runs a module as if it were a file of this package. */
async function runModule(source: string): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module'], {
    cwd: fileURLToPath(PACKAGE),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child.stdin.end(source);
  const closed = once(child, 'close');
  const stderr = await text(child.stderr);
  await closed;
  return child.exitCode === 0 ? '' : `failed: ${stderr}`;
}

describe('README.md', () => {
  const modules = [...README.matchAll(/^```js\n(.*?)^```$/gms)];

  for (const [index, [, source = '']] of modules.entries()) {
    it(`has a module ${String(index + 1)} that runs`, async () => {
      assert.equal(await runModule(source), '');
    }).timeout(60_000);
  }

  it('has modules', () => {
    assert.equal(modules.length, 3);
  });

  it('lists the rules that are checked', () => {
    const { rules } = conventionTables();
    assert.ok(README.includes(`\n\n${rules}\n\n`));
  });
});
