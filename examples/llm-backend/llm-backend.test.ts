/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { testExample } from '../lib/test-example.ts';
import { assertRequests, verdict } from './verdict.mjs';

describe('the example llm-backend', () => {
  testExample({
    folder: import.meta.dirname,
    verdict,
    holds:
      /^✔ langfuse, logfire, confident-ai: path, headers and payload are right$/m,
  });

  it('fails on a wrong path, and on a wrong key', () => {
    const right = {
      origin: 'https://otel.confident-ai.com',
      path: '/v1/traces',
      headers: {
        'content-type': 'application/x-protobuf',
        'x-confident-api-key': 'confident_us_example',
      },
    };
    assertRequests('confident-ai', [right]);
    const wrong = [
      { ...right, path: '/v1/traces/v1/traces' },
      { ...right, headers: { ...right.headers, 'x-confident-api-key': '' } },
    ];
    for (const request of wrong) {
      assert.throws(() => {
        assertRequests('confident-ai', [request]);
      });
    }
  });
});
