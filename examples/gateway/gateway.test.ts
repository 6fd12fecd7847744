/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import {
  startFixture,
  startTelemetry,
  type Telemetry,
} from 'opentelemetry-mcp-test-utils';
import { byHand } from './by-hand.mjs';
import { instrument, instrumented } from './instrumented.mjs';
import { play } from './scene.mjs';
import { verdict } from './verdict.mjs';

const RUN = new URL('run.mjs', import.meta.url);

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

  it('runs, and shows both', async () => {
    const run = await startFixture({ file: RUN });
    const { code } = await run.exited;
    assert.equal(code, 0, run.stderr);
    assert.equal(run.stdout.match(/received _meta/g)?.length, 6);
  });
});
