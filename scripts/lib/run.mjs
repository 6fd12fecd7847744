/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { ROOT } from './packages.mjs';

const BIN = join(ROOT, 'node_modules', '.bin');
const WINDOWS = process.platform === 'win32';

/**
 * Executable of the Node that the workspace pins (devDependency `node`), so
 * that every machine tests the same thing. Exists after the installation.
 */
export const PINNED_NODE = join(
  ROOT,
  'node_modules',
  'node',
  'bin',
  WINDOWS ? 'node.exe' : 'node'
);

/** Environment in which tools and the pinned Node come first on the PATH. */
export function toolEnvironment() {
  const { PATH = '' } = process.env;
  return { ...process.env, PATH: `${BIN}${delimiter}${PATH}` };
}

/**
 * Environment without the workspace's own tools: npm must not run on the Node
 * which it is about to replace.
 */
export function installEnvironment() {
  const { PATH = '' } = process.env;
  const entries = PATH.split(delimiter).filter(entry => entry !== BIN);
  return { ...process.env, PATH: entries.join(delimiter) };
}

/**
 * Runs a command in the foreground.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 *   defaults: the repository's root, {@link toolEnvironment}
 * @returns {number} exit code; 128 + number of the signal which ended it
 */
export function run(command, args, options = {}) {
  const { cwd = ROOT, env = toolEnvironment() } = options;
  const { error, signal, status } = spawnSync(command, args, {
    cwd,
    env,
    shell: needsShell(command),
    stdio: 'inherit',
  });
  if (error) {
    console.error(`${command}: ${error.message}`);
    return 1;
  }
  return exitCode(status, signal);
}

/**
 * The same in the background.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {number | 'inherit'} output where it writes: a file descriptor, or our own
 * @returns {Promise<number>} exit code; 128 + number of the signal which ended it
 */
export function start(command, args, output) {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: toolEnvironment(),
    shell: needsShell(command),
    stdio: ['ignore', output, output],
  });
  return new Promise(resolve => {
    child.once('error', error => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      resolve(exitCode(code, signal));
    });
  });
}

/**
 * npm and the tools are .cmd files on Windows, which only a shell starts.
 *
 * @param {string} command
 */
function needsShell(command) {
  return WINDOWS && !command.endsWith('.exe');
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitCode(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}
