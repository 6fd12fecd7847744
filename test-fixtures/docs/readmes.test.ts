/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { freePort } from '../e2e/support/free-port.ts';
import { follow, type Followed } from './support/follow.ts';

/** Its command, which npm links only where there was a build before. */
const DOCTOR = fileURLToPath(
  new URL('../../packages/mcp-doctor/dist/cli/main.mjs', import.meta.url)
);

function called({ spans }: Followed): string[] {
  return spans
    .filter(({ name }) => name === 'tools/call now')
    .map(({ kind }) => kind)
    .sort();
}

describe('packages/instrumentation-mcp/README.md', function () {
  this.timeout(60_000);
  const document = 'packages/instrumentation-mcp/README.md';

  it('traces the servers that a host starts', async () => {
    const heading = 'Servers over stdio';
    const programs = ['host.js', 'server.js'];
    const followed = await follow({ document, heading }, { programs });
    assert.deepEqual(called(followed), ['CLIENT', 'SERVER']);
  });
});

describe('packages/mcp-doctor/README.md', function () {
  this.timeout(120_000);

  it('finds what is missing over HTTP, and of a host', async () => {
    const document = 'packages/mcp-doctor/README.md';
    const port = String(await freePort());
    const { printed } = await follow(
      { document, heading: 'Usage' },
      {
        programs: ['http-server.js', 'host.js', 'server.js'],
        env: { PORT: port },
        // Not installed, but built; that it found something is its exit code.
        edit: commands =>
          commands
            .replaceAll(
              /^npx \S+ (.*)$/gm,
              `node '${DOCTOR}' $1 && exit 9 || test $? = 1`
            )
            .replace(':3000/mcp -- node ', `:${port}/mcp -- node http-`)
            .replace('agent.js', 'host.js'),
      }
    );
    assert.match(printed, /NOT_LOADED[^]*NOT_LOADED/);
  });
});

describe('docs/reference.md', function () {
  this.timeout(60_000);
  const document = 'docs/reference.md';

  for (const heading of [
    'Content of calls',
    'Context and trust',
    'Which spans there are',
    'Logs of MCP',
    'The process',
  ]) {
    it(`has an example that is a valid setting: ${heading}`, async () => {
      const program =
        'node --import opentelemetry-instrumentation-mcp/auto app.js';
      const followed = await follow(
        { document, heading },
        { edit: commands => `exec 2>&1\n${commands}${program}` }
      );
      assert.equal(followed.printed, '');
      assert.deepEqual(called(followed), ['CLIENT', 'SERVER']);
    });
  }
});
