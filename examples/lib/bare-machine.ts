/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFixture } from 'opentelemetry-mcp-test-utils';
import { commandPath } from './commands.mjs';

/**
 * Runs an example on a machine that has Node.js, and of everything else only what is
 * named here.
 *
 * @param commands that this machine has
 * @returns what it prints
 * @throws AssertionError when it fails, or complains
 */
export async function runWithOnly(
  folder: string,
  commands: readonly string[],
  env: Readonly<Record<string, string>> = {}
): Promise<string> {
  const path = mkdtempSync(join(tmpdir(), 'bare-machine-'));
  try {
    for (const name of commands) {
      const file = commandPath(name);
      assert.ok(file !== undefined, name);
      writeFileSync(join(path, name), wrapper(file), { mode: 0o755 });
    }
    const run = await startFixture({
      file: 'run.mjs',
      cwd: folder,
      env: { ...env, PATH: path, FORCE_COLOR: undefined },
    });
    const { code } = await run.exited;
    assert.equal(code, 0, run.stderr);
    assert.equal(run.stderr, '');
    return run.stdout;
  } finally {
    rmSync(path, { recursive: true });
  }
}

/** The command itself may need others: some are scripts that look for a version. */
const wrapper = (file: string): string =>
  `#!/bin/sh\nPATH='${process.env['PATH'] ?? ''}' exec '${file}' "$@"\n`;
