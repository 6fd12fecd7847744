/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { execute } from '../bundles/spans.ts';
import { userMachine } from '../machine.ts';
import { nodeExecutable, type NodeLine } from '../nodes.ts';

const BUNDLED = 'OTEL_INSTRUMENTATION_MCP_BUNDLED';
const LINES: readonly NodeLine[] = ['22.14', '22.15', '24'];
const FLAGS = {
  register: ['--import', 'opentelemetry-instrumentation-mcp/register'],
  'register, required': [
    '--require',
    'opentelemetry-instrumentation-mcp/register',
  ],
  hooks: ['--import', 'opentelemetry-instrumentation-mcp/hooks'],
};

describe('a program of both module systems', function () {
  this.timeout(300_000);

  for (const line of LINES) {
    for (const [name, flags] of Object.entries(FLAGS)) {
      it(`runs as without us: ${name}, Node ${line}`, async () => {
        const machine = await userMachine('20');
        const programs = join(import.meta.dirname, 'programs', 'mixed');
        const cwd = machine.place(programs);
        const run = (args: readonly string[], env = {}) =>
          execute(nodeExecutable(line), [...args, 'main.mjs'], {
            cwd,
            env: { ...process.env, ...env },
          });
        const expected = await run([]);
        assert.match(expected.stdout, /last/);
        for (const sought of ['', 'true', 'false']) {
          const { stdout, stderr } = await run(flags, { [BUNDLED]: sought });
          assert.equal(stdout, expected.stdout);
          assert.equal(stderr, expected.stderr);
        }
      });
    }
  }
});
