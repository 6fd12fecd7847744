/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { testExample } from '../lib/test-example.ts';
import { verdict } from './verdict.mjs';

describe('the example agent-over-http', () => {
  testExample({
    folder: import.meta.dirname,
    verdict,
    holds: /^✔ the run is one trace of 43 spans$/m,
  });
});
