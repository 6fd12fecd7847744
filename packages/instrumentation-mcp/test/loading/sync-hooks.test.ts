/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { hasSyncHooks } from '../../src/loading/sync-hooks.ts';

describe('synchronous hooks', () => {
  for (const [version, expected] of Object.entries({
    '20.20.2': false,
    '22.14.0': false,
    '22.15.0': false,
    '22.22.2': false,
    '22.22.3': true,
    '22.23.0': true,
    '23.11.1': false,
    '24.0.0': false,
    '24.11.0': false,
    '24.11.1': true,
    '24.12.0': true,
    '25.0.0': false,
    '25.1.0': true,
    '26.0.0': true,
    '27.0.0-nightly': true,
  })) {
    it(`are ${expected ? '' : 'not '}used with ${version}`, () => {
      assert.equal(hasSyncHooks(version), expected);
    });
  }
});
