/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { keepPreload } from '../../src/probe/preload-flag.ts';
import { readCommandLine } from '../../src/run/command-line.ts';

const GIVEN = { HOME: '/home/me', OTEL_LOG_LEVEL: 'info' };

describe('a command line', () => {
  const read: Record<string, [object, string]> = {
    'node a=b.js': [GIVEN, 'node a=b.js'],
    'A=b C= node x': [{ ...GIVEN, A: 'b', C: '' }, 'node x'],
    '/usr/bin/env A=b=c node x': [{ ...GIVEN, A: 'b=c' }, 'node x'],
    'env -u HOME --unset=OTEL_LOG_LEVEL node': [{}, 'node'],
    'env -i A=b node': [{ A: 'b' }, 'node'],
    'env -S node': [GIVEN, 'env -S node'],
    env: [GIVEN, 'env'],
  };
  for (const [line, [variables, rest]] of Object.entries(read)) {
    it(`is read: ${line}`, () => {
      const [command, ...args] = rest.split(' ');
      assert.deepEqual(readCommandLine(line.split(' '), GIVEN), {
        command,
        args,
        variables,
      });
    });
  }

  const kept: [string[], string[]][] = [
    [
      ['-c', 'NODE_OPTIONS="--a b" node x'],
      ['-c', 'NODE_OPTIONS="--require=/p.cjs --a b" node x'],
    ],
    [
      ['-lc', 'A=b NODE_OPTIONS=--a node x'],
      ['-lc', 'A=b NODE_OPTIONS=--require=/p.cjs\\ --a node x'],
    ],
    [
      ['NODE_OPTIONS=--a b', 'node'],
      ['NODE_OPTIONS=--require=/p.cjs --a b', 'node'],
    ],
    [
      ['x', 'see NODE_OPTIONS=1'],
      ['x', 'see NODE_OPTIONS=1'],
    ],
  ];
  for (const [args, expected] of kept) {
    it(`keeps the probe: ${args.join(' ')}`, () => {
      assert.deepEqual(keepPreload(args, '/p.cjs'), expected);
    });
  }
});
