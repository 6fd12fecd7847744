/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { startFixture } from 'opentelemetry-mcp-test-utils';

const COMMAND = new URL('../dist/doctor-moved.mjs', import.meta.url);

describe('the command that the doctor had in this package', () => {
  const cases: Record<string, string> = {
    'doctor --host -- node agent.js':
      'npx opentelemetry-mcp-doctor --host -- node agent.js',
    '': 'npx opentelemetry-mcp-doctor -- node server.js',
  };
  for (const [line, now] of Object.entries(cases)) {
    it(`prints what it is now: "${line}"`, async () => {
      const args = line.split(' ').filter(Boolean);
      const fixture = await startFixture({ file: COMMAND, args });
      const { code } = await fixture.exited;
      assert.deepEqual([code, fixture.stdout], [2, '']);
      assert.ok(fixture.stderr.endsWith(`${now}\n`), fixture.stderr);
    });
  }
});
