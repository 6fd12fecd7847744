/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { testExample } from '../lib/test-example.ts';
import { verdict } from './verdict.mjs';

describe('the example polyglot-mcp-host', () => {
  testExample({
    folder: import.meta.dirname,
    verdict,
    holds: /^✔ one trace of \d+ spans, in TypeScript/m,
  });
});
