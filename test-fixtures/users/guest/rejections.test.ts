/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SUPPORTED_ENDS } from '../nodes.ts';
import {
  AUTO,
  end,
  programsOn,
  QUIET,
  REGISTER,
  type Programs,
} from './running.ts';

const REFUSED = { v1: '$ZodError', v2: 'INVALID_RESULT' };
const UNHANDLED = /Error: /;

for (const line of SUPPORTED_ENDS) {
  describe(`a rejection that nobody handles, Node ${line}`, function () {
    this.timeout(300_000);
    let programs: Programs;

    before(async () => {
      programs = await programsOn(line, 'ends');
    });

    const run = async (args: string[], execArgv: string[], spans: string) => {
      const program = await programs.start('refused.mjs', {
        args,
        execArgv,
        env: { ...QUIET, SPANS: spans },
      });
      const exit = await end(program);
      const { stdout, stderr } = program;
      return { exit, stdout, isTold: UNHANDLED.test(stderr) };
    };

    for (const [sdk, error] of Object.entries(REFUSED)) {
      for (const listens of ['', 'handles late']) {
        it(`${sdk}: is heard of as ever: ${listens || 'by Node'}`, async () => {
          const file = join(programs.folder, `refused-${sdk}-${listens}.jsonl`);
          rmSync(file, { force: true });
          const tracing = ['--import', './tracing.mjs', ...REGISTER];
          const [bare, registered, auto] = await Promise.all(
            [[], tracing, ...(listens === '' ? [AUTO] : [])].map(flags =>
              run([sdk, listens], flags, file)
            )
          );
          assert.ok(bare);
          assert.equal(bare.exit.code, listens === '' ? 1 : 0);
          assert.match(bare.stdout, listens === '' ? /^$/ : /unhandled/);
          assert.deepEqual(registered, bare);
          assert.deepEqual(auto ?? bare, bare);
          assert.ok(existsSync(file));
          const spans = readFileSync(file, 'utf8').trim().split('\n');
          const asked = spans.filter(text => text.includes('acme/ask'));
          assert.equal(asked.length, 1);
          assert.ok(asked[0]?.includes(`"error":"${error}"`), asked[0]);
        });
      }
    }
  });
}
