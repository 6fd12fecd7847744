/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { startFixture } from 'opentelemetry-mcp-test-utils';

const RUN = new URL('run.mjs', import.meta.url);
const CALL =
  /^tools\/call search, called by agent\n {2}trace_id [\da-f]{32}, span_id [\da-f]{16}\n((?: {4}.*\n)+)/gm;

describe('the example with pino', () => {
  it('shows each line below the span of its call', async () => {
    const run = await startFixture({
      file: RUN,
      // It needs nothing beside Node.js.
      env: { PATH: import.meta.dirname },
    });
    const { code } = await run.exited;
    assert.equal(code, 0, run.stderr);
    const logged = [...run.stdout.matchAll(CALL)].map(([, lines]) =>
      lines?.trim().split(/\n */)
    );
    assert.deepEqual(logged.sort(), [
      ['searching', 'index opened'],
      ['searching', 'index opened'],
      ['searching', 'index opened', 'nothing found'],
    ]);
    assert.match(
      run.stdout,
      /^✔ all 7 lines belong to the span of their call$/m
    );
  });
});
