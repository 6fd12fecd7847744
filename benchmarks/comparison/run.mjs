/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `node benchmarks/comparison/run.mjs [--write]`: what each way to trace MCP makes of
// the same calls over stdio. Installs the others in .cache; needs built packages.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { startOtlpReceiver } from 'opentelemetry-mcp-test-utils';
import { fileURLToPath } from 'node:url';
import { runNode } from './node.mjs';

const OTHERS = {
  'mcp-opentelemetry': '0.2.0',
  '@traceloop/instrumentation-mcp': '0.27.0',
  '@arizeai/openinference-instrumentation-mcp': '0.2.33',
};
const LINES = { v1: 'SDK v1', v2: 'SDK v2' };
const DOCUMENT = new URL('../../docs/comparison.md', import.meta.url);
const MARKED = /<!-- measured -->\n[^]*<!-- \/measured -->/;

install();
const { WAYS } = await import('./ways.mjs');
const rows = [];
for (const line of Object.keys(LINES)) {
  for (const way of Object.keys(WAYS)) rows.push(await measure(line, way));
}
const table = [
  '| SDK | Way | Takes | Calls in the trace of their caller | Client spans | Server spans | A failed tool is an error |',
  '| --- | --- | --- | --- | --- | --- | --- |',
  ...rows.map(cells => `| ${cells.join(' | ')} |`),
].join('\n');
console.log(table);
if (process.argv.includes('--write')) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const marked = `<!-- measured -->\n\n${table}\n\n<!-- /measured -->`;
  writeFileSync(DOCUMENT, text.replace(MARKED, marked));
}

/** @returns {Promise<string[]>} the cells of a row */
async function measure(line, way) {
  const receiver = await startOtlpReceiver();
  await runNode(line, way, receiver.url);
  const spans = receiver.spans();
  await receiver.close();
  const own = /^(operation|handler) /;
  const of = (service, kind) =>
    spans.filter(
      span =>
        span.service === service &&
        span.kind === kind &&
        !own.test(span.name) &&
        /reckon/.test(JSON.stringify([span.name, span.attributes]))
    ).length;
  const traceOf = name => spans.find(span => span.name === name)?.traceId;
  const joined = Array.from({ length: 20 }, (_, id) => id).filter(
    id => traceOf(`operation ${id}`) === traceOf(`handler ${id}`)
  ).length;
  const failed = spans.filter(
    ({ name, status }) => !own.test(name) && status.code === 'ERROR'
  );
  const sides = [...new Set(failed.map(({ service }) => service))].sort();
  const { title, takes } = WAYS[way];
  return [
    LINES[line],
    title,
    takes,
    `${joined} of 20`,
    `${of('client', 'CLIENT')} of 20`,
    `${of('server', 'SERVER')} of 20`,
    sides.join(', ') || 'no',
  ];
}

function install() {
  const folder = fileURLToPath(
    new URL('../../.cache/comparison/', import.meta.url)
  );
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true });
  const manifest = { private: true, dependencies: OTHERS };
  writeFileSync(`${folder}package.json`, JSON.stringify(manifest));
  writeFileSync(
    `${folder}load.mjs`,
    'export const load = name => import(name);\n'
  );
  const args = ['install', '--legacy-peer-deps', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', [...args, '--ignore-scripts'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm failed');
}
