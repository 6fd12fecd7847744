/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  assertJsonRpcOnly,
  type Exit,
  type Fixture,
} from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodeExecutable, SUPPORTED_ENDS } from '../nodes.ts';
import { initialize } from './raw-client.ts';
import {
  AUTO,
  programsOn,
  REGISTER,
  type Programs,
  type Run,
} from './running.ts';

const REQUIRED = ['--require', 'opentelemetry-instrumentation-mcp/register'];
const TRACEPARENT = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00`;

for (const line of SUPPORTED_ENDS) {
  describe(`the surroundings of a program, Node ${line}`, function () {
    this.timeout(300_000);
    let programs: Programs;
    let folder: string;
    let node: string;

    before(async () => {
      programs = await programsOn(line, 'surroundings');
      folder = programs.folder;
      node = programs.node;
      const distribution = join(folder, 'node_modules', '@acme');
      mkdirSync(distribution, { recursive: true });
      cpSync(
        join(folder, 'distribution'),
        join(distribution, 'opentelemetry'),
        { recursive: true }
      );
    });

    const start = (file: string, options?: Run) =>
      programs.start(file, options);

    /** A run to its end by itself. */
    const run = async (
      file: string,
      options: Run = {}
    ): Promise<Fixture & { readonly exit: Exit }> => {
      const program = await start(file, options);
      program.stdin.end();
      const exit = await program.exited;
      return Object.assign(program, { exit });
    };

    const succeed = async (file: string, options: Run = {}) => {
      const { stdout, stderr, exit } = await run(file, options);
      assert.deepEqual(exit, { code: 0, signal: null }, stderr);
      return stdout;
    };

    /** A stdio server that answers, and ends. */
    const serve = async (options: Run, file = 'stdio-server.mjs') => {
      const server = await start(file, options);
      await initialize(server);
      await server.stop();
      return server;
    };

    describe('stdout without MCP', () => {
      for (const [name, options] of Object.entries({
        register: { execArgv: REGISTER },
        'register, required': { execArgv: REQUIRED },
        code: { args: ['--code'] },
      })) {
        it(`is not created: ${name}`, async () => {
          const program = await start('write-sync.mjs', options);
          const { code } = await program.exited;
          assert.equal(code, 0, program.stderr);
          assert.equal(program.stdout.length, 1 << 20);
        });
      }

      it('has the bytes of a run without us, and so has the console', async () => {
        const preload = ['--import', './console-exporter.mjs'];
        const bare = await succeed('no-mcp.mjs', { execArgv: preload });
        const before = await succeed('no-mcp.mjs', {
          execArgv: [...REGISTER, ...preload],
        });
        const after = await succeed('no-mcp.mjs', {
          execArgv: [...preload, ...REGISTER],
        });
        assert.match(bare, /name: 'its own'/);
        assert.equal(stable(before), stable(bare));
        assert.equal(stable(after), stable(bare));
      });
    });

    describe('stdout of a server', () => {
      const preload = ['--import', './console-exporter.mjs'];

      it('has the spans, over HTTP', async () => {
        const stdout = await succeed('http-server.mjs', {
          execArgv: [...REGISTER, ...preload],
        });
        const names = [...stdout.matchAll(/name: '(.*)',?$/gm)].map(
          ([, name]) => name
        );
        assert.ok(names.indexOf('before anything') >= 0, stdout);
        assert.ok(
          names.indexOf('tools/call hello') > names.indexOf('before anything'),
          stdout
        );
      });

      it('has no spans, over stdio, whatever else the program can do', async () => {
        for (const [file, args] of [
          ['stdio-server.mjs', []],
          ['http-server.mjs', ['--stdio']],
        ] as const) {
          const execArgv = [...REGISTER, ...preload];
          const server = await serve({ execArgv, args }, file);
          assert.equal(assertJsonRpcOnly(server.stdout).length, 1);
          assert.match(server.stderr, /name: 'before anything'/);
          assert.match(server.stderr, /name: 'initialize'/);
        }
      });

      it('has no preamble of a distribution', async () => {
        const execArgv = [...REGISTER, '--import', '@acme/opentelemetry'];
        const server = await serve({ execArgv });
        assert.equal(assertJsonRpcOnly(server.stdout).length, 1);
        assert.match(server.stderr, /"acme":"preamble"/);
        assert.match(server.stderr, /"acme":"serving"/);
      });

      it('has all of it where that is switched off', async () => {
        const server = await serve({
          execArgv: [...REGISTER, '--import', '@acme/opentelemetry'],
          env: { OTEL_INSTRUMENTATION_MCP_GUARD_STDOUT: 'false' },
        });
        assert.match(server.stdout, /"acme":"preamble"/);
        assert.match(server.stdout, /"acme":"serving"/);
      });

      it('loses nothing that was held when the program ends', async () => {
        const stdout = await succeed('stdio-server.mjs', {
          execArgv: [...REGISTER, ...preload, '--import', './ending.mjs'],
        });
        assert.match(stdout, /name: 'before anything'/);
      });
    });

    describe('a TRACEPARENT of nobody we know', () => {
      it('is not looked at', async () => {
        const own = { spans: 3, traces: 3, isRoot: true, touched: false };
        const stdout = await succeed('jobs.mjs', {
          execArgv: REGISTER,
          env: { TRACEPARENT },
        });
        assert.deepEqual(JSON.parse(stdout), own);
      });
    });

    describe('a switch of the operator', () => {
      const none = { spans: 0, patched: 0 };
      const ways = {
        register: { execArgv: REGISTER },
        'register, required': { execArgv: REQUIRED },
        'code as ES module': { args: ['--code'] },
        'code as CommonJS': { args: ['--code', '--cjs'] },
        auto: { execArgv: AUTO },
      };
      const switches = {
        OTEL_INSTRUMENTATION_MCP_ENABLED: 'false',
        OTEL_SDK_DISABLED: 'TRUE',
        OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'http, mcp',
      };
      const env = {
        OTEL_TRACES_EXPORTER: 'none',
        OTEL_METRICS_EXPORTER: 'none',
        OTEL_LOGS_EXPORTER: 'none',
        OTEL_NODE_RESOURCE_DETECTORS: 'none',
      };
      const both = async (options: Run, more: Run['env']) =>
        JSON.parse(
          await succeed('both-ends.mjs', {
            ...options,
            env: { ...env, ...more },
          })
        ) as typeof none;

      for (const [way, options] of Object.entries(ways)) {
        it(`leaves nothing of us: ${way}`, async () => {
          const { patched, spans } = await both(options, {});
          assert.ok(patched > 0 && (spans > 0 || way === 'auto'));
          for (const [name, value] of Object.entries(switches)) {
            assert.deepEqual(
              await both(options, { [name]: value }),
              none,
              name
            );
          }
        });
      }

      it('chooses from the set that ./auto stands for', async () => {
        const chosen = 'OTEL_NODE_ENABLED_INSTRUMENTATIONS';
        const without = { [chosen]: 'http,express' };
        assert.deepEqual(await both(ways.auto, without), none);
        const { patched } = await both(ways.auto, { [chosen]: 'http,mcp' });
        assert.ok(patched > 0);
        const beside = await both(ways.register, without);
        assert.ok(beside.spans > 0);
      });
    });

    describe('./auto', () => {
      for (const fail of [
        'missing',
        'throws',
        'throws what has no text',
        'rejects',
        'rejects later',
      ]) {
        it(`lets the program go on when its peer fails: ${fail}`, async () => {
          const { stdout, stderr, exit } = await run('alive.cjs', {
            execArgv: ['--require', './replace-peer.cjs', ...AUTO],
            env: { FAIL: fail },
          });
          assert.deepEqual(exit, { code: 0, signal: null }, stderr);
          assert.equal(stdout, 'alive\nand well\n');
          const told = stderr.match(/opentelemetry-instrumentation-mcp: .*/g);
          assert.equal(told?.length ?? 0, fail.startsWith('reject') ? 0 : 1);
        });
      }
    });

    describe('a server that a client of ours starts with its variables', () => {
      const env = {
        OTEL_INSTRUMENTATION_MCP_FORWARD_ENVIRONMENT: 'true',
        OTEL_EXPORTER_OTLP_HEADERS: 'authorization=secret',
        OTEL_TRACES_EXPORTER: 'none',
        OTEL_METRICS_EXPORTER: 'none',
        OTEL_LOGS_EXPORTER: 'none',
        OTEL_NODE_RESOURCE_DETECTORS: 'none',
      };
      const report = async (server: string, more: Run['env'] = {}) => {
        const stdout = await succeed('host.mjs', {
          execArgv: AUTO,
          args: [server, join(folder, 'stranger.cjs')],
          env: { ...env, ...more },
        });
        return JSON.parse(stdout) as {
          readonly version: string;
          readonly env: Readonly<Record<string, string>>;
        };
      };

      for (const release of ['16', '18', '20'] as const) {
        it(`starts with Node ${release}`, async () => {
          const child = await report(nodeExecutable(release));
          assert.match(child.version, new RegExp(`^v${release}\\.`));
          assert.match(child.env['NODE_OPTIONS'] ?? '', /preload.auto\.cjs"?$/);
          assert.equal(child.env['OTEL_EXPORTER_OTLP_HEADERS'], undefined);
          assert.equal(child.env['OTEL_TRACES_EXPORTER'], 'none');
        });
      }

      it('starts where it may read only its own files', async () => {
        const stdout = await succeed('host.mjs', {
          execArgv: AUTO,
          args: [
            nodeExecutable('24'),
            ...[
              '--permission',
              `--allow-fs-read=${join(folder, 'stranger.cjs')}`,
            ],
            join(folder, 'stranger.cjs'),
          ],
          env,
        });
        assert.match(stdout, /"version":"v24/);
      });

      it('gets none where it gets no context', async () => {
        const child = await report(node, {
          OTEL_INSTRUMENTATION_MCP_OUTBOUND: 'none',
        });
        const names = Object.keys(child.env);
        assert.deepEqual(
          names.filter(name => /^(OTEL|NODE_OPTIONS|TRACE)/.test(name)),
          []
        );
      });
    });
  });
}

/** What differs from run to run. */
function stable(text: string): string {
  return text
    .replace(/[0-9a-f]{32}|[0-9a-f]{16}/g, 'id')
    .replace(/\d{10,}|\d+\.\d+|(?<=duration: )\d+/g, 'number');
}
