/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { runWithOnly } from '../lib/bare-machine.ts';
import { testExample } from '../lib/test-example.ts';
import { verdict } from './verdict.mjs';

describe('the example polyglot-mcp-host', () => {
  testExample({
    folder: import.meta.dirname,
    verdict,
    holds: /^✔ one trace of \d+ spans, in TypeScript/m,
    usesCommands: true,
  });
});

describe('the example polyglot-mcp-host on a machine without Python', () => {
  it('says what is missing, and runs the rest', async () => {
    const printed = await runWithOnly(import.meta.dirname, []);
    assert.match(printed, /^There is no python3 here: /m);
    assert.match(printed, /^✔ one trace of \d+ spans, in TypeScript$/m);
  }).timeout(60_000);
});
