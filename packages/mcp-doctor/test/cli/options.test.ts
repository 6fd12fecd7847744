/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { readOptions, USAGE, UsageError } from '../../src/cli/options.ts';

const DEFAULTS = {
  command: 'node',
  args: ['server.js', '--json'],
  timeoutMs: 15_000,
  json: false,
  keepExporters: false,
};

describe('the options of the doctor', () => {
  const understood: Record<string, object> = {
    '-- node server.js --json': DEFAULTS,
    '--stdio -- node server.js --json': {
      ...DEFAULTS,
      role: 'stdio-server',
    },
    '--host -- node server.js --json': { ...DEFAULTS, role: 'host' },
    '--url http://[::1]:1/x -- node server.js --json': {
      ...DEFAULTS,
      role: 'http-server',
      url: new URL('http://[::1]:1/x'),
    },
    '--timeout 0.5 --json --keep-exporters -- node server.js --json': {
      ...DEFAULTS,
      timeoutMs: 500,
      json: true,
      keepExporters: true,
    },
  };
  for (const [line, options] of Object.entries(understood)) {
    it(`are read: ${line}`, () => {
      assert.deepEqual(readOptions(line.split(' ')), options);
    });
  }

  it('are those of the usage', () => {
    assert.equal(readOptions(['--help']), 'help');
    for (const [name] of USAGE.matchAll(/--[\w-]+/g)) {
      const [first = []] = [[name, '1'], [name]].filter(args => {
        try {
          readOptions([...args, '--', 'node']);
          return true;
        } catch (error) {
          return (error as Error).message.startsWith('--url');
        }
      });
      assert.ok(first.length > 0, name);
    }
  });

  const refused: Record<string, RegExp> = {
    '': /missing/,
    '--': /missing/,
    'doctor -- node': /doctor/,
    '--stdio --host -- node': /exclude/,
    '--url ftp://x -- node': /not an HTTP URL/,
    '--url http:// -- node': /not an HTTP URL/,
    '--timeout soon -- node': /number of seconds/,
    '--timeout 0 -- node': /number of seconds/,
    '--unknown -- node': /--unknown/,
  };
  for (const [line, message] of Object.entries(refused)) {
    it(`are refused: "${line}"`, () => {
      assert.throws(
        () => readOptions(line.split(' ').filter(Boolean)),
        (error: unknown) =>
          error instanceof UsageError && message.test(error.message)
      );
    });
  }
});
