/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Measures what tracing costs, and writes docs/performance.md and its plot.
 *
 *   node benchmarks/run.mjs [--only <section>]... [--rounds <count>] [--report]
 *
 * Results are kept, so that sections can be measured one by one; with `--report`
 * nothing is measured anew.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prepare } from '../scripts/lib/prepare.mjs';

const SECTIONS = [
  ...['bytes', 'stdio', 'http', 'connect', 'flat', 'start', 'sources'],
];
const RESULTS = new URL('.results/', import.meta.url);

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '9' },
    report: { type: 'boolean', default: false },
  },
});
const unknown = (values.only ?? []).filter(name => !SECTIONS.includes(name));
if (unknown.length > 0) {
  console.error(
    `No such section: ${unknown.join(', ')}. There are: ${SECTIONS.join(', ')}`
  );
  process.exit(2);
}

install();
const { conditions, report } = await import('./lib/report.mjs');
if (!values.report) {
  prepare();
  const rounds = Number(values.rounds);
  for (const name of values.only ?? SECTIONS) await measure(name, rounds);
}
await report(SECTIONS.map(read).filter(section => section !== undefined));

/** @param {string} name @param {number} rounds */
async function measure(name, rounds) {
  const { title, measure: measureSection } = await import(
    `./sections/${name}.mjs`
  );
  console.error(title);
  const rows = await measureSection({ rounds });
  mkdirSync(RESULTS, { recursive: true });
  const measured = conditions(rounds);
  writeFileSync(
    new URL(`${name}.json`, RESULTS),
    JSON.stringify({ title, measured, rows }, null, 2)
  );
}

/** @param {string} name */
function read(name) {
  const file = new URL(`${name}.json`, RESULTS);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** What is compared with, and what makes load, is no dependency of the repository. */
function install() {
  if (existsSync(new URL('node_modules/autocannon', import.meta.url))) return;
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  const shell = process.platform === 'win32';
  const { status } = spawnSync('npm', ['ci'], { cwd, shell, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
