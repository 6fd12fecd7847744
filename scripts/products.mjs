/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `npm run products [-- NODE]`: installs published programs that have the SDK in their
// bundles into a temporary folder, calls a tool of each under the one flag, and writes
// docs/products.md. They are too large for the tests.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { PACKAGES, ROOT } from './lib/packages.mjs';
import { prepare } from './lib/prepare.mjs';
import { installEnvironment, PINNED_NODE } from './lib/run.mjs';
import { PRODUCTS } from './lib/products.mjs';

const FLAG = ['--import', 'opentelemetry-instrumentation-mcp/auto'];
const FILE = join(ROOT, 'docs', 'products.md');
const PATIENCE = 120_000;

const [, , node = PINNED_NODE] = process.argv;
prepare();
const { startOtlpReceiver } = await import('opentelemetry-mcp-test-utils');
const folder = mkdtempSync(join(tmpdir(), 'mcp-products-'));
try {
  cpSync(join(ROOT, 'test-fixtures', 'products'), folder, { recursive: true });
  install();
  const rows = [];
  for (const product of PRODUCTS) {
    const result = await tried(product);
    console.log(`${product.name} ${product.version}: ${result}`);
    rows.push({ ...product, result });
  }
  await writeTable(rows);
} finally {
  rmSync(folder, { recursive: true });
}

function install() {
  npm(ROOT, 'pack', '--silent', '--ignore-scripts', ...packing());
  const own = readdirSync(folder).filter(name => name.endsWith('.tgz'));
  const { devDependencies } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8')
  );
  const others = [
    '@modelcontextprotocol/sdk',
    '@opentelemetry/api',
    '@opentelemetry/auto-instrumentations-node',
    'zod',
  ].map(name => `${name}@${devDependencies[name]}`);
  const products = PRODUCTS.map(({ name, version }) => `${name}@${version}`);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  npm(
    folder,
    ...['install', '--prefer-offline', '--no-audit', '--no-fund'],
    // Neither browsers nor the native program of an agent are needed.
    ...['--loglevel=error', '--ignore-scripts', '--omit=optional'],
    ...[...own.map(name => `./${name}`), ...others, ...products]
  );
}

function packing() {
  return ['--pack-destination', folder, ...PACKAGES.slice(0, 3)];
}

/**
 * @param {string} cwd
 * @param {string[]} args
 */
function npm(cwd, ...args) {
  const { status } = spawnSync('npm', args, {
    cwd,
    env: installEnvironment(),
    shell: process.platform === 'win32',
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`npm ${args[0]} failed`);
}

/** @param {import('./lib/products.mjs').Product} product */
async function tried({ command, tool, needs }) {
  if (needs !== undefined && !existsSync(needs)) {
    return `not tried: there is no ${needs}`;
  }
  const receiver = await startOtlpReceiver();
  try {
    const failure = await runHost(command, receiver.url);
    return failure ?? found(receiver.spans(), `tools/call ${tool}`);
  } finally {
    await receiver.close();
  }
}

/**
 * @param {string[]} command
 * @param {string} url of the receiver
 * @returns {Promise<string | undefined>} what went wrong
 */
async function runHost(command, url) {
  const host = spawn(node, [...FLAG, ...command], {
    cwd: folder,
    env: {
      ...process.env,
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'mcp',
    },
    stdio: 'ignore',
    timeout: PATIENCE,
    killSignal: 'SIGKILL',
  });
  const [code] = await once(host, 'exit');
  return code === 0 ? undefined : `**failed**: ended with ${code}`;
}

/**
 * What there is of the one call.
 *
 * @param {import('opentelemetry-mcp-test-utils').SpanRecord[]} spans
 * @param {string} name
 */
function found(spans, name) {
  const calls = spans.filter(span => span.name === name);
  const client = calls.find(({ kind }) => kind === 'CLIENT');
  const server = calls.find(({ kind }) => kind === 'SERVER');
  if (client === undefined || server === undefined) {
    const missing = client === undefined ? 'client' : 'server';
    return `**half**: there is no ${missing} span`;
  }
  return client.traceId === server.traceId &&
    server.parentSpanId === client.spanId
    ? 'both halves of one trace'
    : '**two traces**';
}

/** @param {(import('./lib/products.mjs').Product & { result: string })[]} rows */
async function writeTable(rows) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  const date = new Date().toISOString().slice(0, 10);
  const text = [
    '# Products with the SDK in a bundle',
    'Published programs, as npm installs them. A tool of each is called by a client of',
    'the SDK; both run with `node --import opentelemetry-instrumentation-mcp/auto`, and',
    'nothing else is done. Written by `npm run products`.',
    '',
    '| Package | Version | Node.js | Measured | What is called | Result |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      ({ name, version, what, result }) =>
        `| \`${name}\` | ${version} | ${stdout.trim().slice(1)} | ${date} | ${what} | ${result} |`
    ),
  ].join('\n');
  const options = await resolveConfig(FILE);
  writeFileSync(FILE, await format(text, { ...options, parser: 'markdown' }));
}
