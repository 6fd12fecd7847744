/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { testExample } from '../lib/test-example.ts';
import { verdict } from './verdict.mjs';

describe('the example rag-pipeline', () => {
  testExample({
    folder: import.meta.dirname,
    verdict,
    holds: /^✔ each question is one trace, in \d languages$/m,
  });
});
