/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FINDING_CODES } from '../src/checks/finding.ts';

const FOLDER = import.meta.dirname;

describe('each finding', () => {
  const tests = globSync('*.test.ts', { cwd: FOLDER })
    .map(name => readFileSync(join(FOLDER, name), 'utf8'))
    .join('');
  const readme = readFileSync(join(FOLDER, '..', 'README.md'), 'utf8');
  for (const code of FINDING_CODES) {
    it(`has a broken program and its line in the README: ${code}`, () => {
      assert.match(tests, new RegExp(`'${code}'`));
      assert.match(readme, new RegExp(`\`${code}\``));
    });
  }
});
