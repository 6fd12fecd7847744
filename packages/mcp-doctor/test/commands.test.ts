/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  temporaryFolder,
  type Folder,
} from '../../../test-fixtures/support/package-copies.ts';
import {
  diagnoseCommand,
  flagsOf,
  programUrl,
  SET_UP,
} from './support/doctor.ts';

const SERVER = programUrl('server.mjs').pathname;
const FLAGS = flagsOf(SET_UP).join(' ');
const NODE = process.execPath;

describe('the doctor takes the command as users write it', function () {
  // Each starts up to four processes, one after the other.
  this.timeout(60_000);

  let folder: Folder;
  before(() => {
    folder = temporaryFolder();
    const script = `NODE_OPTIONS='${FLAGS}' node ${SERVER}`;
    const manifest = {
      name: 'x',
      version: '1.0.0',
      scripts: { start: script },
    };
    writeFileSync(join(folder.path, 'package.json'), JSON.stringify(manifest));
    const bin = join(folder.path, 'node_modules', '.bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(
      join(folder.path, 'server.mjs'),
      `#!/usr/bin/env node\nawait import(${JSON.stringify(SERVER)});\n`,
      { mode: 0o755 }
    );
    symlinkSync(join('..', '..', 'server.mjs'), join(bin, 'my-server'));
  });
  after(() => {
    folder.remove();
  });

  /** Node of the tests is the `node` of the PATH. */
  async function assertTraced(
    command: readonly string[],
    codes: readonly string[] = [],
    variables: Readonly<Record<string, string>> = {}
  ): Promise<void> {
    const PATH = `${dirname(NODE)}:${process.env['PATH'] ?? ''}`;
    const env = { PATH, ...variables };
    const report = await diagnoseCommand(command, { env, cwd: folder.path });
    const { healthy, role, trace } = report;
    assert.deepEqual(report.codes, codes, JSON.stringify(report, null, 2));
    assert.deepEqual(
      [healthy, role, trace.complete],
      [true, 'stdio-server', true]
    );
  }

  it('env A=b node', () =>
    assertTraced(['env', `NODE_OPTIONS=${FLAGS}`, 'A=b', 'node', SERVER]));

  it('A=b node', () => assertTraced([`NODE_OPTIONS=${FLAGS}`, 'node', SERVER]));

  it('sh -c', () =>
    assertTraced(['sh', '-c', `NODE_OPTIONS="${FLAGS}" node ${SERVER}; true`]));

  it('npm start, which writes to stdout itself', () =>
    assertTraced(['npm', 'start'], ['CONSOLE_ON_STDOUT']));

  it('npm start --silent', () => assertTraced(['npm', 'start', '--silent']));

  it('npx', () =>
    assertTraced(['npx', '--no-install', 'my-server'], [], {
      NODE_OPTIONS: FLAGS,
    }));

  it('a program that is none of Node.js: NO_NODE_PROCESS', async () => {
    const { codes } = await diagnoseCommand(['sleep', '0']);
    assert.deepEqual(codes, ['NO_NODE_PROCESS']);
  });
});
