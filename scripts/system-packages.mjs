/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `npm run system-packages`: installs what some examples and tests need beside
// Node.js, from Debian's packages. Without it, what needs them is left out.
import { spawnSync } from 'node:child_process';
import { hasCommand } from '../examples/lib/commands.mjs';
import { hasGoSdk } from '../examples/rag-pipeline/go.mjs';

/** Debian's packages, and whether what is in them is here. */
const PACKAGES = {
  python3: hasCommand('python3'),
  'golang-go': hasCommand('go'),
  'golang-opentelemetry-otel-dev': hasGoSdk(),
  'default-jdk-headless': hasCommand('java'),
  chromium: hasCommand('chromium'),
  prometheus: hasCommand('prometheus'),
  'docker-compose': hasCommand('docker-compose'),
  postgresql: hasCommand('initdb'),
};

const names = Object.entries(PACKAGES).flatMap(([name, isHere]) =>
  isHere ? [] : [name]
);

if (names.length === 0) {
  console.log('Nothing is missing.');
} else if (process.getuid?.() !== 0 || !hasCommand('apt-get')) {
  console.log(
    `Something is missing. On Debian, as root: apt-get install ${names.join(' ')}`
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
