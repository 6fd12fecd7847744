/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { countBytes, judge, VARIANTS } from './bytes.mjs';

/** Makes something for every call. */
const CREEPING = new URL('tracing/creeping.mjs', import.meta.url);

// Bytes do not depend on how busy the machine is, as times do.
for (const line of ['v1', 'v2']) {
  describe(`what one tools/call allocates, ${line}`, function () {
    this.timeout(300_000);
    let counted: Record<string, number>;

    before(async () => {
      counted = await countBytes(line, VARIANTS);
    });

    for (const { name } of judge({})) {
      it(`is within the budget: ${name}`, () => {
        const found = judge(counted).find(one => one.name === name);
        assert.ok(found);
        const { cost, budget, unit } = found;
        assert.ok(
          cost <= budget,
          `${cost} ${unit}, where ${budget} are allowed`
        );
      });
    }
  });
}

describe('what is counted', function () {
  this.timeout(120_000);

  it('sees an object that is made for every call', async () => {
    const { bare, creeping } = await countBytes('v1', {
      bare: ['none', 'none'],
      creeping: ['none', CREEPING],
    });
    assert.ok(creeping - bare > 100, `${creeping - bare} bytes`);
  });
});
