/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { SUPPORTED_ENDS } from '../nodes.ts';
import {
  AUTO,
  end,
  programsOn,
  QUIET,
  REGISTER,
  type Programs,
} from './running.ts';

const BOTH = [REGISTER, AUTO];
/** By the argument of the program: with what it is tried beside a run without us. */
const PROGRAMS: Record<string, readonly (readonly string[])[]> = {
  'a queue of tasks': [REGISTER],
  'a cluster': [REGISTER],
  threads: BOTH,
  'a code of its own': [REGISTER],
  'work that beforeExit schedules': BOTH,
  'an exception': [REGISTER],
  'a child with messages': [REGISTER],
  'hooks of its own': [REGISTER],
  'a stdin that closes': BOTH,
  'two signals': BOTH,
  'a listener for one signal': BOTH,
};

for (const line of SUPPORTED_ENDS) {
  describe(`a program without MCP, Node ${line}`, function () {
    this.timeout(300_000);
    let programs: Programs;

    before(async () => {
      programs = await programsOn(line, 'alike');
    });

    const run = async (
      file: string,
      execArgv: readonly string[],
      args: readonly string[] = []
    ) => {
      const program = await programs.start(file, {
        execArgv,
        args,
        env: QUIET,
      });
      program.stdin.end('one\ntwo\n');
      const exit = await end(program);
      return { exit, stdout: program.stdout, stderr: program.stderr };
    };

    for (const [what, flags] of Object.entries(PROGRAMS)) {
      it(`does what it does without us: ${what}`, async () => {
        const [bare, ...others] = await Promise.all(
          [[], ...flags].map(flag => run('programs.mjs', flag, [what]))
        );
        assert.ok(bare && bare.stdout !== '', bare?.stderr);
        for (const other of others) {
          assert.deepEqual(other, bare);
        }
      });
    }

    it('is tested by Node as without us', async () => {
      const [bare, ours] = await Promise.all(
        [[], REGISTER].map(flag =>
          run('tests.mjs', [...flag, '--test', '--test-reporter=tap'])
        )
      );
      assert.equal(bare?.exit.code, 1);
      assert.match(bare.stdout, /^# pass 2$/m);
      assert.deepEqual(ours?.exit, bare.exit);
      assert.equal(counts(ours.stdout), counts(bare.stdout));
    });
  });
}

/** The lines of a report that tell no times. */
function counts(report: string): string {
  return (
    report.match(/^(?:not )?ok .*|^# (?:tests|pass|fail) .*/gm) ?? []
  ).join('\n');
}
