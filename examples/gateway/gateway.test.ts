/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { startTelemetry, type Telemetry } from 'opentelemetry-mcp-test-utils';
import { testExample } from '../lib/test-example.ts';
import { byHand } from './by-hand.mjs';
import { instrument } from './instrument.mjs';
import { instrumented } from './instrumented.mjs';
import { play } from './scene.mjs';
import { spansOfCalls, treesVerdict, verdict } from './verdict.mjs';

describe('the example of a gateway', () => {
  let telemetry: Telemetry;
  beforeEach(() => {
    telemetry = startTelemetry();
  });
  afterEach(() => telemetry.shutdown());

  it('by hand: one server span, a client span for each backend', async () => {
    const outcome = await play(byHand);
    verdict(telemetry.spans(), outcome);
    assert.deepEqual(telemetry.unended(), []);
  });

  it('instrumented: one server span, a client span for each backend', async () => {
    const instrumentation = instrument();
    try {
      const outcome = await play(instrumented);
      verdict(telemetry.spans(), outcome);
      assert.deepEqual(telemetry.unended(), []);
    } finally {
      instrumentation.disable();
    }
  });

  it('tells when a gateway passes on what the agent sent', async () => {
    const copying: typeof byHand = {
      ...byHand,
      gateway: (params, backends) =>
        Promise.all(backends.map(send => send(params))),
    };
    const outcome = await play(copying);
    assert.throws(() => {
      verdict(telemetry.spans(), outcome);
    }, /tools\/call search/);
  });
});

describe('the example of a gateway, run', () => {
  testExample({
    folder: import.meta.dirname,
    verdict: treesVerdict,
    shown: spansOfCalls,
    holds:
      /^✔ every server behind the gateway is called in a span of its own$/m,
  });
});
