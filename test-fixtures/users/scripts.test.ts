/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { nodeExecutable } from './nodes.ts';

const ROOT = join(import.meta.dirname, '..', '..');

describe('the scripts of the repository, on the oldest Node', function () {
  this.timeout(60_000);

  it('tell what is missing where nothing can be installed', () => {
    const { stdout, stderr, status } = spawnSync(
      nodeExecutable('20'),
      [join(ROOT, 'scripts', 'system-packages.mjs')],
      { encoding: 'utf8', env: { PATH: '' } }
    );
    assert.equal(stderr, '');
    assert.match(stdout, /apt-get install python3 /);
    assert.equal(status, 1);
  });

  for (const name of ['example', 'test']) {
    it(`are understood: npm run ${name}`, () => {
      // With a step, or an example, that there is not, nothing is run.
      const { stderr, status } = spawnSync(
        nodeExecutable('20'),
        [join(ROOT, 'scripts', `${name}.mjs`), 'no-such-thing'],
        { encoding: 'utf8' }
      );
      assert.doesNotMatch(stderr, /SyntaxError|ERR_/);
      assert.notEqual(status, 0);
    });
  }
});
