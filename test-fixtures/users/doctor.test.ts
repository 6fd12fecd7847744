/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { startFixture } from 'opentelemetry-mcp-test-utils';
import type { Report } from 'opentelemetry-mcp-doctor';
import { join } from 'node:path';
import { userMachine, type UserMachine } from './machine.ts';
import { SUPPORTED } from './nodes.ts';

const FLAGS = [
  ...['--import', 'opentelemetry-instrumentation-mcp/register'],
  ...['--import', '@opentelemetry/auto-instrumentations-node/register'],
];

for (const line of SUPPORTED) {
  describe(`the doctor on a machine with Node ${line}`, function () {
    // The first test of a run installs everything.
    this.timeout(300_000);

    let machine: UserMachine;
    let folder: string;
    before(async () => {
      machine = await userMachine(line);
      folder = machine.place(join(import.meta.dirname, 'doctor'));
    });

    async function diagnose(...args: readonly string[]): Promise<Report> {
      const { node } = machine;
      const cli = join('node_modules', 'opentelemetry-mcp-doctor', 'dist');
      const fixture = await startFixture({
        file: join(machine.folder, cli, 'cli', 'main.mjs'),
        args: ['--json', '--', node, ...args],
        cwd: folder,
        nodePath: node,
      });
      await fixture.exited;
      return JSON.parse(fixture.stdout) as Report;
    }

    it('finds nothing wrong with a server that is set up', async () => {
      const { findings, trace } = await diagnose(...FLAGS, 'server.mjs');
      assert.deepEqual(findings, []);
      assert.equal(trace.complete, true);
    });

    it('finds loaders that replace each other', async () => {
      const preload = ['--import', './two-loaders.mjs'];
      const { findings } = await diagnose(...preload, ...FLAGS, 'server.mjs');
      const codes = findings.map(({ code }) => code);
      assert.deepEqual(codes, ['HOOKS_REPLACED']);
    });
  });
}
