/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { startOtlpReceiver } from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { SUPPORTED_ENDS } from '../nodes.ts';
import { callSlowTool, send } from './raw-client.ts';
import {
  AUTO,
  end,
  programsOn,
  PEER,
  QUIET,
  REGISTER,
  SIGNALS,
  type Programs,
  type Run,
} from './running.ts';

interface Span {
  readonly name: string;
  /** Of the API: 1 SERVER, 2 CLIENT. */
  readonly kind: number;
  readonly spanId: string;
  readonly parent?: string;
  readonly error?: string;
}

for (const line of SUPPORTED_ENDS) {
  describe(`a program and its end, Node ${line}`, function () {
    this.timeout(300_000);
    let programs: Programs;
    let spansFile: string;

    before(async () => {
      programs = await programsOn(line, 'ends');
      spansFile = join(programs.folder, 'spans.jsonl');
    });

    beforeEach(() => {
      rmSync(spansFile, { force: true });
    });

    const start = (file: string, options: Run = {}) =>
      programs.start(file, {
        ...options,
        env: { ...QUIET, SPANS: spansFile, ...options.env },
      });

    const spans = (): Span[] =>
      readFileSync(spansFile, 'utf8')
        .trim()
        .split('\n')
        .map(text => JSON.parse(text) as Span);

    describe('without MCP', () => {
      const stateWith = async (execArgv: readonly string[]) => {
        const program = await start('state.mjs', { execArgv });
        assert.deepEqual(await program.exited, { code: 0, signal: null });
        return JSON.parse(program.stdout) as { readonly listeners: object };
      };

      it('has no listener, console or API of ours', async () => {
        assert.deepEqual(await stateWith(REGISTER), await stateWith([]));
      });

      it('has with ./auto what its peer alone gives it', async () => {
        const peer = await stateWith(PEER);
        // Which would keep the program alive: nobody asked for it.
        Reflect.deleteProperty(peer.listeners, 'SIGTERM');
        assert.deepEqual(
          { ...(await stateWith(AUTO)), active: '', descriptors: [] },
          { ...peer, active: '', descriptors: [] }
        );
      });
    });

    it('keeps no call alive by what was opened during it', async () => {
      const program = await start('retaining.mjs', {
        execArgv: [
          '--expose-gc',
          ...['--import', './tracing.mjs'],
          ...REGISTER,
        ],
      });
      assert.deepEqual(await end(program), { code: 0, signal: null });
      const { kept, living } = JSON.parse(program.stdout) as {
        kept: number;
        living: number;
      };
      assert.ok(living > 20);
      assert.ok(kept < 5, `${kept} of 20 results are still there`);
    });

    describe('a stdio server', () => {
      const begin = async (args: string[], ...flags: string[]) => {
        const server = await start('server.mjs', {
          args,
          execArgv: ['--import', './tracing.mjs', ...REGISTER, ...flags],
        });
        await callSlowTool(server);
        return server;
      };

      const assertNoOrphan = (kind: number, error: string) => {
        const made = spans();
        const call = made.find(
          ({ name, kind: its }) => name === 'tools/call slow' && its === kind
        );
        assert.ok(call);
        assert.equal(call.error, error);
        return { made, call };
      };

      for (const sdk of ['v1', 'v2']) {
        for (const signal of SIGNALS) {
          it(`${sdk}: ${signal} in the middle of a call`, async () => {
            const server = await begin([sdk]);
            process.kill(server.pid, signal);
            assert.deepEqual(await end(server), { code: null, signal });
            const { made, call } = assertNoOrphan(1, 'connection_closed');
            const query = made.find(({ name }) => name === 'query');
            assert.equal(query?.parent, call.spanId);
          });
        }

        it(`${sdk}: its stdin ends in the middle of a call`, async () => {
          const server = await begin([sdk]);
          server.stdin.end();
          await waitForSpan('tools/call slow');
          assertNoOrphan(1, 'connection_closed');
          await server.stop({ stdinEndMs: 0 });
        });
      }

      for (const sdk of ['v1', 'v2']) {
        it(`${sdk}: a second Ctrl-C does not wait for the flush`, async () => {
          const server = await begin([sdk], '--import', './hanging.mjs');
          process.kill(server.pid, 'SIGINT');
          await server.waitFor('stderr', 'flushing');
          process.kill(server.pid, 'SIGINT');
          const exit = await end(server);
          assert.deepEqual(exit, { code: null, signal: 'SIGINT' });
          assert.doesNotMatch(server.stderr, /a second later/);
        });

        it(`${sdk}: Ctrl-C ends one that SIGTERM is ending, as SIGTERM would`, async () => {
          const server = await begin([sdk], '--import', './hanging.mjs');
          process.kill(server.pid, 'SIGTERM');
          await server.waitFor('stderr', 'flushing');
          process.kill(server.pid, 'SIGINT');
          const exit = await end(server);
          assert.deepEqual(exit, { code: null, signal: 'SIGTERM' });
          assert.doesNotMatch(server.stderr, /a second later/);
        });
      }

      it('leaves a signal to the listener of the program', async () => {
        const server = await begin(['v1', 'its own listener']);
        process.kill(server.pid, 'SIGINT');
        await server.waitFor('stderr', 'interrupted');
        send(server, { id: 3, method: 'ping' });
        await server.waitFor('stdout', '"id":3');
        await server.stop({ stdinEndMs: 0 });
      });

      it('ends as its own listener says', async () => {
        const server = await begin(['v1', 'exit in its listener']);
        process.kill(server.pid, 'SIGINT');
        assert.deepEqual(await end(server), { code: 7, signal: null });
        assertNoOrphan(1, 'connection_closed');
      });

      for (const what of ['signal-exit 3', 'signal-exit 4']) {
        it(`ends beside ${what}, which cleans up`, async () => {
          const server = await begin(['v1', what]);
          process.kill(server.pid, 'SIGTERM');
          const exit = await end(server);
          assert.deepEqual(exit, { code: null, signal: 'SIGTERM' });
          assert.match(server.stderr, /cleaned up/);
        });
      }

      const waitForSpan = async (name: string) => {
        while (!hasSpan(name)) {
          await new Promise(resolve => setTimeout(resolve, 50));
        }
      };
      const hasSpan = (name: string) => {
        try {
          return spans().some(span => span.name === name);
        } catch {
          return false;
        }
      };
    });

    describe('a host', () => {
      it('that is interrupted in the middle of a call has its span', async () => {
        const host = await start('host.mjs', {
          args: ['slow'],
          execArgv: ['--import', './tracing.mjs', ...REGISTER],
        });
        await host.waitFor('stderr', 'tool runs');
        process.kill(host.pid, 'SIGINT');
        const exit = await end(host);
        assert.deepEqual(exit, { code: null, signal: 'SIGINT' });
        const call = spans().find(({ name }) => name === 'tools/call slow');
        assert.equal(call?.error, 'connection_closed');
      });

      it('listens to signals only while it makes calls', async () => {
        const host = await start('host.mjs', {
          args: ['quick', 'rest'],
          execArgv: ['--import', './tracing.mjs', ...REGISTER],
        });
        assert.deepEqual(await end(host), { code: 0, signal: null });
        const counts = JSON.parse(host.stdout) as Record<string, number>;
        assert.deepEqual(counts, { before: 0, during: 1, after: 0 });
      });

      it('that calls process.exit() after close() loses nothing', async () => {
        const receiver = await startOtlpReceiver();
        try {
          const host = await start('host.mjs', {
            args: ['quick'],
            execArgv: AUTO,
            env: {
              OTEL_TRACES_EXPORTER: 'otlp',
              OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
            },
          });
          assert.deepEqual(await end(host), { code: 0, signal: null });
          const names = receiver.spans().map(({ name }) => name);
          for (const name of ['initialize', 'tools/call quick']) {
            assert.ok(names.includes(name), names.join());
          }
        } finally {
          await receiver.close();
        }
      });

      it('does not wait for a collector where that is switched off', async () => {
        let requests = 0;
        const silent = createServer(() => {
          requests += 1;
        }).listen(0, '127.0.0.1');
        await once(silent, 'listening');
        const address = silent.address();
        assert.ok(typeof address === 'object' && address !== null);
        try {
          const host = await start('host.mjs', {
            args: ['quick'],
            execArgv: AUTO,
            env: {
              OTEL_TRACES_EXPORTER: 'otlp',
              OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${address.port}`,
              OTEL_INSTRUMENTATION_MCP_FLUSH_ON_CLOSE: 'false',
            },
          });
          assert.deepEqual(await end(host), { code: 0, signal: null });
          assert.equal(requests, 0);
        } finally {
          silent.closeAllConnections();
          silent.close();
        }
      });
    });
  });
}
