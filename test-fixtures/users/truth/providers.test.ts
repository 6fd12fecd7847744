/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { run } from '../../packaging/commands.ts';
import { userMachine, type UserMachine } from '../machine.ts';
import { SUPPORTED } from '../nodes.ts';

const PACKAGE = 'opentelemetry-instrumentation-mcp';

interface Got {
  readonly metrics: readonly string[];
  readonly records: readonly string[];
  readonly spans: readonly string[];
  readonly lines: readonly string[];
}

const OPERATIONS = [
  'mcp.client.operation.duration',
  'mcp.server.operation.duration',
];
const SESSIONS = ['mcp.client.session.duration', 'mcp.server.session.duration'];

/** What the first connection and the second have thrown. */
const EXCEPTIONS = Array<string>(4).fill('exception');

for (const line of SUPPORTED) {
  describe(`providers that are registered late, Node ${line}`, function () {
    this.timeout(300_000);
    let machine: UserMachine;
    let programs: string;
    before(async () => {
      machine = await userMachine(line);
      programs = machine.place(join(import.meta.dirname, 'programs'));
    });

    const start = (entry: string, args: readonly string[], env = {}) =>
      run(machine.node, ['--import', `${PACKAGE}/${entry}`, ...args], {
        cwd: programs,
        env: { ...process.env, ...env },
      });
    const got = async (api: string, env = {}) =>
      JSON.parse(await start('register', ['providers.mjs', api], env)) as Got;

    for (const [api, what, env] of [
      ['esm', 'spans', {}],
      ['cjs', 'spans', {}],
      [
        'esm',
        'no span with propagationOnly',
        { OTEL_INSTRUMENTATION_MCP_PROPAGATION_ONLY: 'true' },
      ],
      [
        'cjs',
        'no span of what is ignored',
        { OTEL_INSTRUMENTATION_MCP_IGNORE: '*' },
      ],
    ] as const) {
      it(`get metrics, logs and ${what} by the ${api} copy of the API`, async () => {
        const { metrics, records, spans, lines } = await got(api, env);
        assert.deepEqual(lines, []);
        assert.deepEqual(metrics, [...OPERATIONS, ...SESSIONS].sort());
        assert.deepEqual(records, EXCEPTIONS);
        const calls = spans.filter(name => name === 'tools/call fail');
        assert.equal(calls.length, what === 'spans' ? 8 : 0);
      });
    }

    it('get one line, of both versions, by a copy that ours cannot see', async () => {
      const { metrics, records, spans, lines } = await got('older');
      assert.equal(lines.length, 1, lines.join('\n'));
      const versions = [
        machine.version('older-api'),
        machine.version('@opentelemetry/api'),
      ];
      for (const version of versions) {
        assert.ok(version && lines[0]?.includes(version), lines[0]);
      }
      assert.deepEqual([...metrics, ...records, ...spans], []);
      // Where nobody listens, on stderr.
      const { stderr } = await promisify(execFile)(
        machine.node,
        ['--import', `${PACKAGE}/register`, 'providers.mjs', 'older', 'quiet'],
        { cwd: programs }
      );
      assert.equal(stderr, `${lines[0]?.replace(' ', ': ')}\n`);
    });

    for (const program of ['failing.mjs', 'failing.cjs']) {
      it(`get what a tool throws under ./auto, ${program}`, async () => {
        const stdout = await start('auto', [program], {
          OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'mcp',
          OTEL_NODE_RESOURCE_DETECTORS: 'none',
          OTEL_TRACES_EXPORTER: 'none',
          OTEL_METRICS_EXPORTER: 'none',
          OTEL_LOGS_EXPORTER: 'console',
        });
        const thrown = stdout.match(/'exception\.type': 'TypeError'/g);
        assert.equal(thrown?.length, 1, stdout);
      });
    }
  });
}
