/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { nodeExecutable } from '../users/nodes.ts';
import { follow } from './support/follow.ts';

const document = 'README.md';

/** The workspace has all packages. */
const uninstalled = (commands: string) => commands.replaceAll(/^npm .*$/gm, '');

const called = (spans: readonly { name: string; kind: string }[]) =>
  spans
    .filter(({ name }) => name === 'tools/call now')
    .map(({ kind }) => kind)
    .sort();

// Where the older way to see ES modules is deprecated.
describe('the quick starts on Node 26', function () {
  this.timeout(120_000);
  let node: string;
  before(() => {
    node = nodeExecutable('26');
  });

  for (const [heading, programs] of [
    ['You have no OpenTelemetry set-up yet', ['app.js']],
    ['You have one already', ['app.js', 'tracing.mjs']],
    ['You set it up in code', ['app.js']],
  ] as const) {
    it(`trace, and print no warning: ${heading}`, async () => {
      const { printed, spans } = await follow(
        { document, heading },
        {
          node,
          programs,
          edit: commands => `exec 2>&1\n${uninstalled(commands)}`,
          // Warnings that Node.js keeps to itself, too.
          env: { NODE_OPTIONS: '--pending-deprecation' },
        }
      );
      assert.deepEqual(called(spans), ['CLIENT', 'SERVER']);
      assert.equal(printed, '');
    });
  }
});

describe('the two flags of a quick start', function () {
  this.timeout(60_000);

  it('trace in the other order as well', async () => {
    const flags = [
      '--import ./tracing.mjs',
      '--import opentelemetry-instrumentation-mcp/register',
    ];
    const { spans } = await follow(
      { document, heading: 'You have one already' },
      {
        programs: ['app.js', 'tracing.mjs'],
        edit(commands) {
          const given = uninstalled(commands);
          const turned = given.replace(
            flags.join(' '),
            flags.toReversed().join(' ')
          );
          assert.notEqual(turned, given);
          return turned;
        },
      }
    );
    assert.deepEqual(called(spans), ['CLIENT', 'SERVER']);
  });
});
