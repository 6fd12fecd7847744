/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  assertSpanTree,
  startOtlpReceiver,
  type Fixture,
  type OtlpReceiver,
} from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { runHost } from './support/host-process.ts';
import { otel2xFixtures } from './support/installed-fixtures.ts';
import {
  AUTO,
  callServer,
  endStdin,
  imports,
  OPENTELEMETRY,
  REGISTER,
  SERVERS,
  type ServerOptions,
} from './support/server-process.ts';

const BATCHING = imports(REGISTER, './batching-sdk.mjs');
/** Far below the 7 to 10 seconds for which exporters try again. */
const SOON_MS = 6_000;

const ALL_SPANS = [
  'initialize',
  'notifications/initialized',
  'tools/call environment',
].map(name => ({ name, kind: 'SERVER' as const }));

describe('what a stdio server has recorded', function () {
  this.timeout(60_000);
  let receiver: OtlpReceiver;

  before(async () => {
    receiver = await startOtlpReceiver();
  });
  afterEach(() => {
    receiver.reset();
  });
  after(() => receiver.close());

  const call = (options: ServerOptions): Promise<Fixture> => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...options.env };
    return callServer({ ...options, env });
  };

  for (const [server, options] of Object.entries(SERVERS)) {
    for (const [setUp, execArgv] of Object.entries({
      auto: imports(AUTO),
      'register beside a set-up': BATCHING,
    })) {
      it(`arrives when stdin ends: ${server}, ${setUp}`, async () => {
        const process = await call({ ...options, execArgv });
        const { code } = await endStdin(process);
        assert.equal(code, 0, process.stderr);
        assertSpanTree(receiver.spans(), ALL_SPANS);
      });
    }
  }

  for (const [title, execArgv] of Object.entries({
    auto: imports(AUTO),
    'auto-instrumentations, then register': imports(OPENTELEMETRY, REGISTER),
  })) {
    it(`arrives with metrics, from OpenTelemetry 2.x: ${title}`, async function () {
      this.timeout(300_000);
      const folder = otel2xFixtures();
      const process = await call({ file: 'v1-server.mjs', folder, execArgv });
      const { code } = await endStdin(process);
      assert.equal(code, 0, process.stderr);
      assertSpanTree(receiver.spans(), ALL_SPANS);
      const names = receiver.metrics().map(({ name }) => name);
      assert.ok(names.includes('mcp.server.operation.duration'));
    });
  }

  for (const file of ['v1-server.mjs', 'v2-server.cjs']) {
    it(`arrives when stdin ends and the server lives on: ${file}`, async () => {
      const env = { KEEP_ALIVE: '1' };
      const process = await call({ file, env, execArgv: BATCHING });
      process.stdin.end();
      assertSpanTree(await receiver.waitForSpans(3), ALL_SPANS);
      const { signal } = await process.stop({ stdinEndMs: 0 });
      assert.equal(signal, 'SIGTERM');
    });
  }

  for (const file of ['v1-server.mjs', 'v2-server.cjs']) {
    for (const event of ['end', 'close']) {
      it(`arrives when the server exits at the ${event} of stdin: ${file}`, async () => {
        const env = { EXIT: event };
        const process = await call({ file, env, execArgv: BATCHING });
        const { code } = await endStdin(process);
        assert.equal(code, 3, process.stderr);
        assertSpanTree(receiver.spans(), ALL_SPANS);
      });
    }
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    for (const [setUp, execArgv] of Object.entries({
      auto: imports(AUTO),
      'register beside a set-up': BATCHING,
    })) {
      it(`arrives when ${signal} ends the server: ${setUp}`, async () => {
        const server = await call({ file: 'v1-server.mjs', execArgv });
        process.kill(server.pid, signal);
        assert.deepEqual(await server.exited, { code: null, signal });
        assertSpanTree(receiver.spans(), ALL_SPANS);
      });
    }
  }

  it('leaves a signal to a server that handles it, and lives on', async () => {
    const env = { OWN_HANDLER: '1' };
    const options = { file: 'v1-server.mjs', env, execArgv: BATCHING };
    const server = await call(options);
    process.kill(server.pid, 'SIGTERM');
    await server.waitFor('stderr', 'handled SIGTERM');
    assertSpanTree(await receiver.waitForSpans(3), ALL_SPANS);
    server.stdin.write('{"jsonrpc":"2.0","id":"third","method":"ping"}\n');
    await server.waitFor('stdout', '"id":"third"');
    const { code } = await endStdin(server);
    assert.equal(code, 0);
  });

  it('arrives from a client that ends by itself', async () => {
    await runHost({
      file: 'v2-host.mjs',
      execArgv: BATCHING,
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
    });
    assertSpanTree(
      receiver.spans(),
      ALL_SPANS.map(({ name }) => ({ name, kind: 'CLIENT' as const }))
    );
  });
});

describe('a stdio server whose telemetry nobody takes', function () {
  this.timeout(60_000);
  const sockets = new Set<Socket>();
  let silent: Server;
  let env: Record<string, string>;

  before(async () => {
    silent = createServer(socket => sockets.add(socket));
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    assert.ok(typeof address === 'object' && address !== null);
    const endpoint = `http://127.0.0.1:${address.port}`;
    env = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint };
  });
  after(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  for (const [setUp, execArgv] of Object.entries({
    auto: imports(AUTO),
    'register beside a set-up': BATCHING,
  })) {
    for (const file of ['v1-server.mjs', 'v2-server.mjs']) {
      it(`ends soon after its stdin: ${file}, ${setUp}`, async () => {
        const server = await callServer({ file, env, execArgv });
        const { code, milliseconds } = await endStdin(server);
        assert.equal(code, 0, server.stderr);
        assert.ok(milliseconds < SOON_MS, `${milliseconds} ms`);
      });
    }

    it(`ends soon after a signal: ${setUp}`, async () => {
      const options = { file: 'v1-server.mjs', env, execArgv };
      const server = await callServer(options);
      const before = performance.now();
      process.kill(server.pid, 'SIGTERM');
      const exit = await server.exited;
      assert.deepEqual(exit, { code: null, signal: 'SIGTERM' });
      assert.ok(performance.now() - before < SOON_MS);
    });
  }
});
