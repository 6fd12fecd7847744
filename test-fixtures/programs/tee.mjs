/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Runs a Node.js program and records the raw bytes of its stdin and stdout:
// `tee.mjs <folder> <arguments of node...>` writes `<folder>/stdin` and
// `<folder>/stdout`.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...args] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const record = name => createWriteStream(join(folder, name));

const child = spawn(process.execPath, args, {
  stdio: ['pipe', 'pipe', 'inherit'],
});
child.stdin.on('error', () => {}); // it went first
process.stdin.pipe(child.stdin);
process.stdin.pipe(record('stdin'));
child.stdout.pipe(process.stdout);
child.stdout.pipe(record('stdout'));
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', code => {
  process.exitCode = code ?? 1;
  process.stdin.destroy();
});
