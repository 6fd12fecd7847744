/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';

test('succeeds', () => undefined);
test('fails', () => {
  assert.equal(1, 2);
});
test('has clocks of its own', t => {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  let ticks = 0;
  setTimeout(() => (ticks += 1), 1_000);
  t.mock.timers.tick(1_000);
  assert.equal(ticks, 1);
});
