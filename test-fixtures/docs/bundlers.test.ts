/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startOtlpReceiver } from 'opentelemetry-mcp-test-utils';
import { freePort } from '../e2e/support/free-port.ts';
import { run } from '../packaging/commands.ts';
import { follow, type Followed, type Following } from './support/follow.ts';
import { blocksIn, filesIn, sectionOf } from './support/sections.ts';
import { workshop } from './support/workshop.ts';
import { postMessage } from '../support/post.ts';

const document = 'docs/recipes/bundlers.md';

const TOOLS = {
  '@rollup/plugin-commonjs': '29.0.3',
  '@rollup/plugin-json': '6.1.0',
  '@rollup/plugin-node-resolve': '16.0.3',
  jest: '30.5.2',
  rollup: '4.68.8',
  vitest: '5.1.1',
  webpack: '5.112.2',
  'webpack-cli': '7.3.1',
};
const NEXT = {
  '@types/node': '24.12.4',
  '@types/react': '19.2.14',
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
  typescript: '6.0.3',
};

/** Its tools are here already; npx would fetch them. */
const withoutNpx = (commands: string) => commands.replaceAll(/^npx /gm, '');

function callsIn({ spans }: Followed): string[] {
  return spans
    .filter(({ name }) => name === 'tools/call now')
    .map(({ kind }) => kind)
    .sort();
}

describe(document, function () {
  this.timeout(600_000);
  let home: string;
  before(() => {
    home = workshop('bundlers', TOOLS);
  });

  const followHere = (heading: string, following: Following = {}) =>
    follow(
      { document, heading },
      {
        edit: withoutNpx,
        home,
        sharing: 'Everything in the bundle',
        ...following,
      }
    );

  for (const heading of ['esbuild', 'rollup', 'webpack 5'] as const) {
    it(`traces what is all in a bundle: ${heading}, as ES module and as CommonJS`, async () => {
      const programs = ['bundled/app.js'];
      const followed = await followHere(heading, {
        programs,
        // Making it small takes most of the time, and is not what is tested.
        replace: { "mode: 'production'": "mode: 'none'" },
      });
      assert.deepEqual(callsIn(followed), [
        'CLIENT',
        'CLIENT',
        'SERVER',
        'SERVER',
      ]);
    });
  }

  for (const heading of ['vitest', 'jest'] as const) {
    it(`traces in tests: ${heading}`, async () => {
      await followHere(heading, { programs: [], sharing: 'Test runners' });
    });
  }
});

describe(`${document}: Next.js`, function () {
  this.timeout(600_000);

  it('traces a route of a built application', async () => {
    const home = workshop('next', NEXT);
    const folder = mkdtempSync(join(home, 'app-'));
    const text = sectionOf({ document, heading: 'Next.js' });
    for (const [name, code] of filesIn(text)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), code);
    }
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    writeFileSync(
      join(folder, 'app', 'layout.js'),
      'export default ({ children }) => children;\n'
    );
    const [build = '', start = ''] = withoutNpx(
      blocksIn(text, 'sh').join('')
    ).split('\n');
    const bin = join(home, 'node_modules', '.bin');
    const receiver = await startOtlpReceiver();
    const port = String(await freePort());
    const env = {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_BSP_SCHEDULE_DELAY: '100',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
    };
    const commandOf = (line: string) => line.split(' ').slice(1);
    await run(join(bin, 'next'), commandOf(build), { cwd: folder, env });
    const server = spawn(
      process.execPath,
      [join(bin, 'next'), ...commandOf(start), '--port', port],
      { cwd: folder, env }
    );
    await new Promise<void>(resolve => {
      server.stdout.on('data', (text: Buffer) => {
        if (text.includes('Ready')) resolve();
      });
    });
    const answer = await postMessage(`http://127.0.0.1:${port}/mcp`, {
      id: 1,
      method: 'tools/call',
      params: { name: 'now', arguments: {} },
    });
    assert.equal(answer.status, 200);
    await receiver.waitForSpans(all =>
      all.some(({ name }) => name === 'tools/call now')
    );
    server.kill();
    await receiver.close();
    rmSync(folder, { recursive: true });
  });
});
