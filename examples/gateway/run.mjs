/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Plays both variants, and shows the trace of each. Fails when one is not as it
// must be.
import { printSpanTree, startTelemetry } from 'opentelemetry-mcp-test-utils';
import { byHand } from './by-hand.mjs';
import { instrument, instrumented } from './instrumented.mjs';
import { play } from './scene.mjs';
import { spansOfCall, verdict } from './verdict.mjs';

const telemetry = startTelemetry({ serviceName: 'gateway' });

/**
 * @param {string} title
 * @param {import('./scene.mjs').Variant} variant
 */
async function show(title, variant) {
  await telemetry.reset();
  const outcome = await play(variant);
  const spans = telemetry.spans();
  console.log(`${title}\n`);
  console.log(`${printSpanTree(spansOfCall(spans))}\n`);
  verdict(spans, outcome);
  for (const [name, { _meta }] of outcome.received) {
    console.log(`${name} received _meta ${JSON.stringify(_meta)}`);
  }
  console.log();
}

try {
  await show('By hand, with opentelemetry-propagator-mcp:', byHand);
  const instrumentation = instrument();
  await show('With opentelemetry-instrumentation-mcp:', instrumented);
  instrumentation.disable();
} finally {
  await telemetry.shutdown();
}
