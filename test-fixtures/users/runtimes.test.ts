/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { described, execute, spansOf } from './bundles/spans.ts';
import { machineWithTools } from './bundles/tools.ts';
import type { UserMachine } from './machine.ts';

const REGISTER = 'opentelemetry-instrumentation-mcp/register';

/** What is before a file on the command line, with and without the preloads. */
const RUNTIMES: Record<string, { plain: string[]; preloads: string[] }> = {
  bun: {
    plain: [],
    preloads: ['--preload', './tracing.mjs', '--preload', REGISTER],
  },
  deno: {
    plain: ['run', '--allow-all'],
    preloads: ['--preload', './tracing.mjs', '--preload', `npm:${REGISTER}`],
  },
};

for (const [runtime, { plain, preloads }] of Object.entries(RUNTIMES)) {
  describe(`under ${runtime}`, function () {
    this.timeout(300_000);
    let machine: UserMachine;
    let programs: string;
    let node: string;

    before(async () => {
      machine = await machineWithTools();
      const source = join(import.meta.dirname, 'bundles', 'programs');
      programs = machine.place(source);
      node = join(machine.folder, 'node_modules', '.bin', runtime);
    });

    it('instrument() traces what it is given', async () => {
      const args = [...plain, 'in-code.mjs'];
      const { stdout } = await execute(node, args, { cwd: programs });
      const methods = [
        'initialize',
        'notifications/initialized',
        'tools/call answer',
      ];
      assert.deepEqual(
        stdout.trim().split('\n'),
        ['1', '2'].flatMap(kind => methods.map(method => `${kind} ${method}`))
      );
    });

    it('preloads trace ES modules as on Node.js', async () => {
      const file = 'program.mjs';
      const expected = await spansOf({ node: machine.node, programs, file });
      const flags = [...plain, ...preloads];
      const env = { FLAGS: JSON.stringify(flags) };
      const spans = await spansOf({ node, flags, programs, file, env });
      // Only hooks reach what `createMcpHandler` refuses.
      const reached = expected.filter(
        ({ attributes }) => attributes['rpc.response.status_code'] !== '-32700'
      );
      assert.notEqual(reached.length, 0);
      assert.deepEqual(described(spans), described(reached));
    });

    it('preloads trace CommonJS', async () => {
      const flags = [...plain, ...preloads];
      const file = 'memory.cjs';
      const spans = await spansOf({ node, flags, programs, file });
      assert.deepEqual(
        spans.map(({ name, kind }) => `${String(kind)} ${name}`).sort(),
        ['1', '2'].flatMap(kind => [
          `${kind} initialize`,
          `${kind} notifications/initialized`,
          `${kind} tools/call answer`,
        ])
      );
    });
  });
}
