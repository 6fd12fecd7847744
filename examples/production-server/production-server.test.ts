/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { testExample } from '../lib/test-example.ts';
import { shown, verdict } from './verdict.mjs';

describe('the example production-server', () => {
  const run = testExample({
    folder: import.meta.dirname,
    verdict,
    shown,
    holds:
      /^✔ of 1000 calls \d+ are traced completely, the others not at all$/m,
  });

  it('has the rate, the errors and the duration of each tool', () => {
    const { stdout } = run().process;
    assert.match(stdout, /^✔ price: 800 calls, 100 failed, [\d.]+ ms/m);
    assert.match(stdout, /^✔ price_abroad: 201 calls, 0 failed, [\d.]+ ms/m);
  });
});
