/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `npm run system-packages`: installs what some examples and tests need beside
// Node.js, from Debian's packages. Without it, what needs them is left out.
import { spawnSync } from 'node:child_process';
import { hasCommand } from '../examples/lib/commands.mjs';

/** Debian's package of each command. */
const PACKAGES = {
  python3: 'python3-minimal',
  go: 'golang-go',
  java: 'default-jdk-headless',
  chromium: 'chromium',
  prometheus: 'prometheus',
};

const missing = Object.entries(PACKAGES).filter(([name]) => !hasCommand(name));
const names = missing.map(([, name]) => name);

if (names.length === 0) {
  console.log('Nothing is missing.');
} else if (process.getuid?.() !== 0 || !hasCommand('apt-get')) {
  console.log(
    `Missing: ${missing.map(([name]) => name).join(', ')}. ` +
      `On Debian, as root: apt-get install ${names.join(' ')}`
  );
  process.exitCode = 1;
} else {
  process.exitCode =
    aptGet('update') ||
    aptGet('install', '--yes', '--no-install-recommends', ...names);
}

/** @param {string[]} args */
function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { env, stdio: 'inherit' }).status ?? 1;
}
