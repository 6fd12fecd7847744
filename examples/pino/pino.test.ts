/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { testExample } from '../lib/test-example.ts';
import assert from 'node:assert/strict';
import { linesOf, shown, verdict } from './verdict.mjs';

describe('the example pino', () => {
  const run = testExample({
    folder: import.meta.dirname,
    verdict: collected => verdict(collected),
    shown,
    holds: /^✔ all 7 lines belong to the span of their call$/m,
  });

  it('tells when a line is of another call', () => {
    const { process, collected } = run();
    const lines = linesOf(process.stdout);
    verdict(collected, lines);
    const [first, ...others] = lines;
    assert.ok(first !== undefined);
    assert.throws(() => verdict(collected, others));
    const stray = { ...first, span_id: 'b7ad6b7169203331' };
    assert.throws(() => verdict(collected, [stray, ...others]));
  });
});
