/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Absolute path of the repository's root. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The Node that runs programs under test. */
export const TEST_NODE = process.env['MCP_TEST_NODE'] ?? process.execPath;

/**
 * Runs a program to its end and returns its standard output.
 *
 * @throws an error whose message shows all output, when the program fails
 */
export async function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}
): Promise<string> {
  try {
    const { stdout } = await execute(command, args, {
      cwd: ROOT,
      maxBuffer: 64 * 1024 * 1024,
      ...options,
    });
    return stdout;
  } catch (error) {
    // Node puts stderr into the message; most checkers report on stdout
    if (error instanceof Error && 'stdout' in error) {
      error.message += `\n${String(error.stdout)}`;
    }
    throw error;
  }
}

/** Runs a tool of the workspace (`node_modules/.bin`). */
export function runTool(name: string, args: readonly string[]) {
  return run(join(ROOT, 'node_modules', '.bin', name), args);
}
