/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startFixture } from 'opentelemetry-mcp-test-utils';

const EXAMPLES = join(import.meta.dirname, '..');
const SCRIPT = join(EXAMPLES, '..', 'scripts', 'example.mjs');

describe('npm run example', () => {
  it('names the examples, where it does not know which', async () => {
    const script = await startFixture({ file: SCRIPT, args: ['no-such'] });
    const { code } = await script.exited;
    assert.equal(code, 2);
    assert.match(script.stderr, /^There is no example "no-such"\.$/m);
    const [, list = ''] = /^NAME is (.*)$/m.exec(script.stderr) ?? [];
    const names = globSync('*/run.mjs', { cwd: EXAMPLES }).map(dirname).sort();
    assert.ok(names.includes('demo'));
    assert.deepEqual(list.split(', ').sort(), names, script.stderr);
  });
});
