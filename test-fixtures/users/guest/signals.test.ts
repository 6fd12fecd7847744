/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Exit, Fixture } from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { SUPPORTED_ENDS } from '../nodes.ts';
import { callSlowTool } from './raw-client.ts';
import {
  AUTO,
  end,
  programsOn,
  QUIET,
  REGISTER,
  SIGNALS,
  type Programs,
  type Run,
} from './running.ts';

/** What a machine that has other things to do may take longer. */
const SLACK_MS = 3_000;
/** How long an end may wait for what is exported. */
const FLUSH_MS = 1_500;
/** A collector that is not there. */
const NO_COLLECTOR = {
  OTEL_TRACES_EXPORTER: 'otlp',
  OTEL_METRICS_EXPORTER: 'otlp',
  OTEL_LOGS_EXPORTER: 'otlp',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
};

interface Ended {
  readonly exit: Exit & { readonly cleaned: boolean };
  readonly ms: number;
}

/** Ends a program, and waits until it has ended. */
type Ending = (program: Fixture) => void;

for (const line of SUPPORTED_ENDS) {
  describe(`how a program ends, and when, Node ${line}`, function () {
    this.timeout(300_000);
    let programs: Programs;

    before(async () => {
      programs = await programsOn(line, 'ends');
    });

    const start = (file: string, { env, ...options }: Run) =>
      programs.start(file, {
        ...options,
        env: { ...QUIET, SPANS: join(programs.folder, 'ended.jsonl'), ...env },
      });

    const ended = async (program: Fixture, finish: Ending): Promise<Ended> => {
      const from = performance.now();
      finish(program);
      const exit = await end(program);
      const ms = performance.now() - from;
      const cleaned = program.stderr.includes('cleaned up');
      return { exit: { ...exit, cleaned }, ms };
    };

    const by =
      (signal: NodeJS.Signals): Ending =>
      ({ pid }) => {
        process.kill(pid, signal);
      };

    /** The first run is the one without us; all of them run at once. */
    const assertAlike = async (
      runs: readonly Promise<Ended>[],
      flushMs: number,
      what: string
    ) => {
      const [bare, ...others] = await Promise.all(runs);
      assert.ok(bare);
      for (const [index, other] of others.entries()) {
        assert.deepEqual(other.exit, bare.exit, `${what}, run ${index}`);
        const late = other.ms - bare.ms;
        assert.ok(late < flushMs + SLACK_MS, `${what}: ${late} ms later`);
      }
    };

    describe('without MCP', () => {
      const endBy = async (
        signal: NodeJS.Signals,
        what: string,
        execArgv: readonly string[]
      ) => {
        const program = await start('plain.mjs', { args: [what], execArgv });
        await program.waitFor('stderr', 'ready');
        return ended(program, by(signal));
      };

      for (const [what, flags] of Object.entries({
        nothing: [REGISTER, AUTO],
        'a busy loop': [REGISTER],
        'signal-exit 3': [REGISTER],
        'signal-exit 4': [REGISTER, AUTO],
        ora: [REGISTER],
      })) {
        it(`a signal ends it as ever: ${what}`, async () => {
          for (const signal of SIGNALS) {
            const runs = [[], ...flags].map(execArgv =>
              endBy(signal, what, execArgv)
            );
            await assertAlike(runs, 0, signal);
          }
        });
      }

      it('a signal ends it as ever: tsx', async () => {
        const tsx = ['--import', 'tsx'];
        for (const signal of SIGNALS) {
          const runs = [tsx, [...tsx, ...REGISTER]].map(execArgv =>
            endBy(signal, 'signal-exit 3', execArgv)
          );
          await assertAlike(runs, 0, signal);
        }
      });

      it('a signal ends it as ever: nodemon', async () => {
        for (const signal of SIGNALS) {
          const runs = [[], REGISTER].map(flags => endOfNodemon(signal, flags));
          await assertAlike(runs, 0, signal);
        }
      });
    });

    /** Of nodemon alone: its child may outlive it, and holds its output. */
    const endOfNodemon = async (
      signal: NodeJS.Signals,
      execArgv: readonly string[]
    ): Promise<Ended> => {
      const { folder, node } = programs;
      const nodemon = join(folder, '../node_modules/nodemon/bin/nodemon.js');
      const program = spawn(
        node,
        [...execArgv, nodemon, '--quiet', '--exec', node, 'plain.mjs'],
        { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] }
      );
      let child = NaN;
      for await (const text of program.stderr.setEncoding('utf8')) {
        child = Number(/ready (\d+)/.exec(String(text))?.[1]);
        if (!Number.isNaN(child)) {
          break;
        }
      }
      const exited = once(program, 'exit');
      const from = performance.now();
      program.kill(signal);
      const [code, killed] = (await exited) as [
        number | null,
        NodeJS.Signals | null,
      ];
      const ms = performance.now() - from;
      try {
        process.kill(child, 'SIGKILL');
      } catch {
        // It has ended with its parent.
      }
      return { exit: { code, signal: killed, cleaned: false }, ms };
    };

    describe('a stdio server in the middle of a call', () => {
      const ways: Record<string, Run> = {
        'without us': {},
        'a flush that never ends': {
          execArgv: [
            ...['--import', './tracing.mjs', '--import', './hanging.mjs'],
            ...REGISTER,
          ],
        },
        'no collector': { execArgv: AUTO, env: NO_COLLECTOR },
      };
      const serve = async (args: readonly string[], run: Run) => {
        const server = await start('server.mjs', { ...run, args });
        await callSlowTool(server);
        return server;
      };

      const cleaners = { v1: ['signal-exit 3', 'signal-exit 4'], v2: [] };
      for (const [sdk, more] of Object.entries(cleaners)) {
        for (const extra of ['nothing', ...more]) {
          it(`${sdk}: a signal ends it as ever: ${extra}`, async () => {
            const bySignal = SIGNALS.map(async signal => {
              const runs = Object.values(ways).map(async run =>
                ended(await serve([sdk, extra], run), by(signal))
              );
              await assertAlike(runs, FLUSH_MS, signal);
            });
            await Promise.all(bySignal);
          });
        }

        it(`${sdk}: so does the end of its stdin`, async () => {
          const args = [sdk, 'until its stdin ends'];
          const runs = Object.values(ways).map(async run =>
            ended(await serve(args, run), ({ stdin }) => {
              stdin.end();
            })
          );
          await assertAlike(runs, FLUSH_MS, 'stdin');
        });
      }
    });
  });
}
