/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { userMachine, type UserMachine } from '../machine.ts';
import { nodeExecutable, type NodeLine } from '../nodes.ts';

const PACKAGE = 'opentelemetry-instrumentation-mcp';
const REGISTER = ['--import', `${PACKAGE}/register`];
const AUTO = ['--import', `${PACKAGE}/auto`];
const PEER = ['--import', '@opentelemetry/auto-instrumentations-node/register'];
const FLAG = ['--experimental-loader=@opentelemetry/instrumentation/hook.mjs'];

/** A program that hangs is ended, and fails. */
const PATIENCE = 60_000;

interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

function runNode(
  node: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {}
): Promise<Output> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd,
      env: { ...process.env, ...env },
      timeout: PATIENCE,
      killSignal: 'SIGKILL',
      maxBuffer: 64 * 1024 * 1024,
    } as const;
    execFile(node, args, options, (error, stdout, stderr) => {
      if (error === null) {
        resolve({ stdout, stderr });
      } else {
        reject(new Error(`${error.message}\n${stdout}`));
      }
    });
  });
}

/** Everything, with the exporters that load Node's own modules. */
const ENVIRONMENT = {
  OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,undici,express,pg,net,dns,fs,mcp',
  OTEL_NODE_RESOURCE_DETECTORS: 'none',
  OTEL_TRACES_EXPORTER: 'console',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
};

/** Instrumentation, name and kind of each span that the console exporter wrote. */
function spansIn(stdout: string): string[] {
  const found = stdout.split(/^\{$/m).flatMap(text => {
    const [scope, name, kind, traceId] = [
      /instrumentationScope: \{\s+name: '([^']+)'/,
      /^ {2}name: '([^']+)'/m,
      /^ {2}kind: (\d)/m,
      /^ {2}traceId: '([^']+)'/m,
    ].map(field => field.exec(text)?.[1] ?? '');
    return name === '' ? [] : [{ scope, name, kind, traceId }];
  });
  const application = found.find(({ name }) => name === 'application');
  return found
    .filter(
      ({ scope, traceId }) =>
        // Loading a module, ours too, reads files.
        scope !== FS || traceId === application?.traceId
    )
    .map(({ scope, name, kind }) => `${scope} ${name} ${kind}`)
    .sort();
}

/** How many spans a run without us has, by the end of an instrumentation's name. */
const LEAST = {
  // Three requests served; one sent by `http`, one by `https`.
  http: 5,
  undici: 2,
  express: 3,
  pg: 1,
  net: 1,
  dns: 1,
  fs: 2,
};

const FS = '@opentelemetry/instrumentation-fs';

const LINES: readonly NodeLine[] = ['20', '22.14', '24'];

for (const line of LINES) {
  describe(`beside others, Node ${line}`, function () {
    this.timeout(300_000);
    let machine: UserMachine;
    let node: string;
    let programs: string;

    before(async () => {
      // Of the same line of OpenTelemetry: installed once for both.
      machine = await userMachine(line === '24' ? '24' : '20');
      node = nodeExecutable(line);
      programs = machine.place(join(import.meta.dirname, 'programs'));
    });

    const setUp = (name: string) => ['--import', `./${name}.mjs`];
    const starts: Record<string, string[]> = {
      'after a loader': [...setUp('set-up-plain'), ...REGISTER],
      'before a loader': [...REGISTER, ...setUp('set-up-plain')],
      'after a loader with a message channel': [
        ...setUp('set-up-channel'),
        ...REGISTER,
      ],
      'before a loader with a message channel': [
        ...REGISTER,
        ...setUp('set-up-channel'),
      ],
      'required, before a loader': [
        '--require',
        `${PACKAGE}/register`,
        ...setUp('set-up-plain'),
      ],
      'after a loader on the command line': [
        '--no-warnings=ExperimentalWarning',
        ...FLAG,
        ...REGISTER,
        ...setUp('set-up-flag'),
      ],
    };
    for (const [how, flags] of Object.entries(starts)) {
      it(`takes nothing from them, ${how}`, async () => {
        const { stdout, stderr } = await runNode(
          node,
          [...flags, 'application.mjs'],
          programs
        );
        const lines = stdout.trim().split('\n');
        const count = (wanted: string) =>
          lines.filter(other => other === wanted).length;
        assert.ok(count('express is patched') > 0, stdout);
        assert.equal(count('express is a function'), 1);
        for (const tool of ['v1', 'v2']) {
          assert.equal(count(`${PACKAGE} tools/call ${tool}`), 2, stdout);
        }
        assert.equal(
          stderr
            .split('\n')
            .filter(text => !/ExperimentalWarning|^--import|^\(Use/.test(text))
            .join(''),
          ''
        );
      });
    }

    if (line !== '22.14') {
      it('ES modules get HTTP spans with the one flag', async () => {
        const args = [...AUTO, 'web.mjs'];
        const { stdout } = await runNode(node, args, programs, ENVIRONMENT);
        const kinds = spansIn(stdout).filter(span =>
          span.startsWith('@opentelemetry/instrumentation-http')
        );
        // Three requests served, two of them sent by the module itself.
        assert.equal(kinds.filter(span => span.endsWith(' 1')).length, 3);
        assert.equal(kinds.filter(span => span.endsWith(' 2')).length, 2);
      });
    }
  });
}

/** The line of OpenTelemetry by the Node that it was installed with. */
const INSTALLED: readonly (readonly [NodeLine, installed: NodeLine])[] = [
  ['20', '20'],
  ['22', '20'],
  ['24', '20'],
  ['24', '24'],
];

for (const [line, installed] of INSTALLED) {
  describe(`beside auto-instrumentations, Node ${line}`, function () {
    this.timeout(300_000);

    it(`their spans are those of a run without us, as npm installs them on Node ${installed}`, async () => {
      const machine = await userMachine(installed);
      const node = nodeExecutable(line);
      const programs = machine.place(join(import.meta.dirname, 'programs'));
      const spans = async (...flags: string[]) => {
        const args = [...flags, 'everything.cjs'];
        const { stdout } = await runNode(node, args, programs, ENVIRONMENT);
        return spansIn(stdout);
      };
      const plain = await spans(...PEER);
      for (const [name, count] of Object.entries(LEAST)) {
        const own = plain.filter(span =>
          span.startsWith(`@opentelemetry/instrumentation-${name}`)
        );
        assert.ok(own.length >= count, `${name}: ${plain.join('\n')}`);
      }
      assert.deepEqual(await spans(...AUTO), plain);
      assert.deepEqual(await spans(...REGISTER, ...PEER), plain);
      assert.deepEqual(await spans(...PEER, ...REGISTER), plain);
    });
  });
}
