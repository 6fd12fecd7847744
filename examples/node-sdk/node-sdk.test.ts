/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { startFixture } from 'opentelemetry-mcp-test-utils';
import { testExample } from '../lib/test-example.ts';
import { verdict } from './verdict.mjs';

describe('the example node-sdk', () => {
  testExample({
    folder: import.meta.dirname,
    verdict,
    holds: /^✔ one trace of 7 spans, from two programs$/m,
  });
});

describe('the example node-sdk without a backend', () => {
  it('prints the spans of both processes, all of one trace', async () => {
    const client = await startFixture({
      file: 'client.mjs',
      execArgv: ['--import', './tracing.mjs'],
      cwd: import.meta.dirname,
    });
    const { code } = await client.exited;
    assert.equal(code, 0, client.stderr);
    assert.equal(client.stdout, '3\n');
    const lines = client.stderr.trimEnd().split('\n');
    const spans = lines.map(line => line.slice(line.indexOf(' ') + 1));
    assert.deepEqual(spans.sort(), [
      'agent CLIENT initialize',
      'agent CLIENT notifications/initialized',
      'agent CLIENT tools/call add',
      'agent INTERNAL add up',
      'calculator SERVER initialize',
      'calculator SERVER notifications/initialized',
      'calculator SERVER tools/call add',
    ]);
    const traceIds = new Set(lines.map(line => line.split(' ')[0]));
    assert.equal(traceIds.size, 1, client.stderr);
  });
});
