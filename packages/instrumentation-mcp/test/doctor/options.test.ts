/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { readOptions, USAGE, UsageError } from '../../src/doctor/options.ts';

const DEFAULTS = {
  command: 'node',
  args: ['server.js', '--json'],
  timeoutMs: 15_000,
  json: false,
  keepExporters: false,
};

describe('the options of the doctor', () => {
  const understood: Record<string, object> = {
    'doctor -- node server.js --json': DEFAULTS,
    'doctor --stdio -- node server.js --json': {
      ...DEFAULTS,
      role: 'stdio-server',
    },
    'doctor --host -- node server.js --json': { ...DEFAULTS, role: 'host' },
    'doctor --url http://[::1]:1/x -- node server.js --json': {
      ...DEFAULTS,
      role: 'http-server',
      url: new URL('http://[::1]:1/x'),
    },
    'doctor --timeout 0.5 --json --keep-exporters -- node server.js --json': {
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
          readOptions(['doctor', ...args, '--', 'node']);
          return true;
        } catch (error) {
          return (error as Error).message.startsWith('--url');
        }
      });
      assert.ok(first.length > 0, name);
    }
  });

  const refused: Record<string, RegExp> = {
    '': /doctor/,
    doctor: /missing/,
    'doctor --': /missing/,
    'nurse -- node': /doctor/,
    'doctor node': /doctor/,
    'doctor --stdio --host -- node': /exclude/,
    'doctor --url ftp://x -- node': /not an HTTP URL/,
    'doctor --url http:// -- node': /not an HTTP URL/,
    'doctor --timeout soon -- node': /number of seconds/,
    'doctor --timeout 0 -- node': /number of seconds/,
    'doctor --unknown -- node': /--unknown/,
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
