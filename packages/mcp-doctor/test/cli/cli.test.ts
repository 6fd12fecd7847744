/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { USAGE } from '../../src/cli/options.ts';
import { commandOf, runCli, SET_UP } from '../support/doctor.ts';

describe('the command line of the doctor', function () {
  // Each starts up to three processes, one after the other.
  this.timeout(60_000);

  it('prints its usage', async () => {
    assert.deepEqual(await runCli(['--help']), {
      code: 0,
      stdout: USAGE,
      stderr: '',
    });
  });

  it('refuses what it does not understand, on stderr', async () => {
    const { code, stdout, stderr } = await runCli([]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.ok(stderr.endsWith(USAGE), stderr);
  });

  it('says that a command cannot be started', async () => {
    const { code, stdout, stderr } = await runCli(['--', 'no-such-command']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /no-such-command/);
  });

  it('reports health in words, and leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mcp-doctor-test-'));
    const command = commandOf({ preload: SET_UP, program: ['server.mjs'] });
    const { code, stdout, stderr } = await runCli(['--', ...command], {
      TMPDIR: folder,
      TEMP: folder,
    });
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^Watched: a server over stdio\n/);
    assert.match(stdout, /\n {2}initialize SERVER/);
    assert.match(stdout, /\nOK: client and server halves seen, one trace\.\n$/);
    assert.match(stderr, /waiting until the command reads stdin/);
    assert.deepEqual(readdirSync(folder), []);
    rmSync(folder, { recursive: true });
  });

  it('reports a fault in words: problem, remedy, verdict', async () => {
    const command = commandOf({
      preload: ['sdk.mjs'],
      program: ['server.mjs'],
    });
    const { code, stdout } = await runCli(['--', ...command]);
    assert.equal(code, 1, stdout);
    assert.match(
      stdout,
      /\nERROR NOT_LOADED \(process \d+\)\n.*not loaded.*\n *Remedy: .*--import/
    );
    assert.match(stdout, /\nThe trace is incomplete: see above\.\n$/);
  });
});
