/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { assertJsonRpcOnly } from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import {
  AUTO,
  callServer,
  endStdin,
  fixture,
  imports,
  OPENTELEMETRY,
  REGISTER,
  SERVERS,
  type ServerOptions,
} from './support/server-process.ts';
import { otel2xFixtures } from './support/installed-fixtures.ts';

const MOVED = /stdout belongs to MCP, so that what OpenTelemetry writes/g;

const EVERYTHING_TO_THE_CONSOLE = {
  OTEL_LOG_LEVEL: 'debug',
  OTEL_TRACES_EXPORTER: 'console',
  OTEL_METRICS_EXPORTER: 'console',
  OTEL_LOGS_EXPORTER: 'console',
};

/** @returns stdout and stderr of the server, both complete */
async function outputOf(
  options: ServerOptions
): Promise<{ stdout: string; stderr: string }> {
  const env = { ...EVERYTHING_TO_THE_CONSOLE, ...options.env };
  const server = await callServer({ ...options, env });
  const { code } = await endStdin(server);
  assert.equal(code, 0, server.stderr);
  return { stdout: server.stdout, stderr: server.stderr };
}

async function assertClean(options: ServerOptions): Promise<void> {
  const { stdout, stderr } = await outputOf(options);
  assert.equal(assertJsonRpcOnly(stdout).length, 2);
  assert.match(stderr, /Registered a global for trace/, 'no diagnostics');
  assert.match(stderr, /name: 'tools\/call environment'/, 'no spans');
  assert.match(stderr, /mcp\.server\.operation\.duration/, 'no metrics');
  assert.equal(stderr.match(MOVED)?.length, 1, 'told once');
}

const SET_UPS = {
  auto: imports(AUTO),
  'register, then auto-instrumentations': imports(REGISTER, OPENTELEMETRY),
  'NodeSDK in code': [
    ...['--experimental-loader', '@opentelemetry/instrumentation/hook.mjs'],
    ...imports('./node-sdk.mjs'),
  ],
};

const LINES: Record<string, () => string | undefined> = {
  '3.x': () => undefined,
  '2.x': otel2xFixtures,
};

for (const [line, prepare] of Object.entries(LINES)) {
  describe(`stdout of a stdio server with OpenTelemetry ${line}`, function () {
    this.timeout(60_000);
    let folder: string | undefined;

    before(function () {
      this.timeout(300_000);
      folder = prepare();
    });

    for (const [setUp, execArgv] of Object.entries(SET_UPS)) {
      for (const file of ['v1-server.mjs', 'v2-server.cjs']) {
        it(`is the protocol's: ${file}, ${setUp}`, () =>
          assertClean({ file, folder, execArgv }));
      }
    }

    it(`is the protocol's: v2-server.cjs, NodeSDK in code as CommonJS`, () =>
      assertClean({
        file: 'v2-server.cjs',
        folder,
        execArgv: ['--require', './node-sdk.cjs'],
      }));

    it('is the protocol’s from our preload on, and what was before is told', async () => {
      const execArgv = imports(OPENTELEMETRY, REGISTER);
      const file = 'v1-server.mjs';
      const late = await outputOf({ file, folder, execArgv });
      const told = /(\d+) bytes were written to stdout/.exec(late.stderr)?.[1];
      const bytes = Buffer.from(late.stdout).subarray(Number(told));
      assert.equal(assertJsonRpcOnly(bytes.toString()).length, 2);
    });

    it('is the protocol’s when only exporters write, whatever the order', async () => {
      const execArgv = imports(OPENTELEMETRY, REGISTER);
      const { stdout, stderr } = await outputOf({
        file: 'v1-server.mjs',
        folder,
        execArgv,
        env: { OTEL_LOG_LEVEL: 'error' },
      });
      assert.equal(assertJsonRpcOnly(stdout).length, 2);
      assert.match(stderr, /name: 'tools\/call environment'/);
    });
  });
}

describe('stdout of a stdio server', function () {
  this.timeout(60_000);
  for (const [server, options] of Object.entries(SERVERS)) {
    it(`is the protocol's: ${server}`, () =>
      assertClean({ ...options, execArgv: SET_UPS.auto }));
  }
});

describe('stdout of an application', () => {
  it('keeps what the application itself writes', async () => {
    const { stdout, stderr } = await outputOf({
      file: 'v1-server.mjs',
      execArgv: imports(AUTO, fixture('own-output.mjs')),
    });
    const lines = stdout.split('\n').filter(line => line.startsWith('own '));
    assert.deepEqual(lines, ['own log', 'own info', 'own write']);
    assert.match(stdout, /own: 'dir'/);
    assert.doesNotMatch(stderr, /own /);
  });

  it('keeps messages that a diag logger sends to the client', async () => {
    const { stdout } = await outputOf({
      file: 'v1-server.mjs',
      execArgv: imports(REGISTER, fixture('sending-logger.mjs')),
    });
    const sent = assertJsonRpcOnly(stdout).filter(
      ({ method }) => method === 'notifications/message'
    );
    assert.equal(sent.length, 1);
  });
});
