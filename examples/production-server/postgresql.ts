/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandPath } from '../lib/commands.mjs';
import { freePort } from '../../test-fixtures/e2e/support/free-port.ts';

/** A PostgreSQL of this machine's, with data of its own. */
export interface PostgreSql {
  readonly url: string;
  stop(): Promise<void>;
}

/** PostgreSQL does not run as root: then it runs as the user of Debian's package. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** @throws Error when there is none, or it does not start */
export async function startPostgreSql(): Promise<PostgreSql> {
  const folder = mkdtempSync(join(tmpdir(), 'postgresql-'));
  const user = owner();
  const { uid, gid } = user;
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder };
  const initdb = commandPath('initdb') ?? 'initdb';
  const flags = ['--auth=trust', '--username=shop', '--no-sync'];
  execFileSync(initdb, [...flags, '--pgdata', data], {
    ...options,
    stdio: 'ignore',
  });
  const port = String(await freePort());
  const server = spawn(
    commandPath('postgres') ?? 'postgres',
    ['-D', data, '-h', '127.0.0.1', '-p', port, '-k', folder],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] }
  );
  const closed = once(server, 'close');
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (text: Buffer) => {
      if (text.includes('ready to accept connections')) resolve();
    });
    server.once('close', () => {
      reject(new Error('PostgreSQL did not start'));
    });
  });
  return {
    url: `postgres://shop@127.0.0.1:${port}/postgres`,
    async stop() {
      server.kill('SIGINT');
      await closed;
      rmSync(folder, { recursive: true });
    },
  };
}
