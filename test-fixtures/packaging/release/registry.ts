/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFixture } from 'opentelemetry-mcp-test-utils';
import { stringify } from 'yaml';
import { freePort } from '../../e2e/support/free-port.ts';
import { install } from '../../e2e/support/installed.ts';
import { run } from '../commands.ts';

/** A registry on this machine, which asks the usual one for what is not ours. */
export interface Registry {
  readonly url: string;
  /** Of a user who may publish. */
  readonly token: string;
  close(): Promise<void>;
}

const VERDACCIO = { verdaccio: '6.10.4' };
/** It asks for a tag, `node-fetch@cjs`, which mirrors of npm's registry lack. */
const OVERRIDES = { overrides: { 'node-fetch': '2.7.0' } };

/** @throws Error when it cannot be installed or does not start */
export async function startRegistry(
  folder: string,
  ours: readonly string[]
): Promise<Registry> {
  const home = join(import.meta.dirname, '..', '..', '.installed', 'verdaccio');
  install(home, VERDACCIO, OVERRIDES);
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}/`;
  const config = join(folder, 'config.yaml');
  const uplink = (await run('npm', ['config', 'get', 'registry'])).trim();
  writeFileSync(config, stringify(configuration(folder, ours, uplink)));
  const server = await startFixture({
    file: join(home, 'node_modules', 'verdaccio', 'bin', 'verdaccio'),
    args: ['--config', config, '--listen', url],
    ready: { on: 'stdout', match: 'http address' },
    readyTimeoutMs: 60_000,
  });
  return {
    url,
    token: await signUp(url),
    async close() {
      await server.stop({ stdinEndMs: 0 });
    },
  };
}

function configuration(
  folder: string,
  ours: readonly string[],
  uplink: string
): object {
  // A package of ours that npm knows already must not hide the one under test.
  const own = { access: '$all', publish: '$authenticated' };
  return {
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'users'), max_users: 1 } },
    uplinks: { usual: { url: uplink, cache: false, timeout: '60s' } },
    packages: {
      ...Object.fromEntries(ours.map(name => [name, own])),
      '**': { access: '$all', proxy: 'usual' },
    },
    web: { enable: false },
    log: { type: 'stdout', format: 'pretty', level: 'warn' },
  };
}

async function signUp(url: string): Promise<string> {
  const user = { name: 'maintainer', password: 'correct-horse' };
  const answer = await fetch(`${url}-/user/org.couchdb.user:${user.name}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(user),
  });
  const { token } = (await answer.json()) as { token?: string };
  if (token === undefined) {
    throw new Error(`The registry answers ${String(answer.status)}`);
  }
  return token;
}
