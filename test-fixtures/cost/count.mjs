/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * One process of the count: prints the bytes that one `tools/call` allocates,
 * client and server together, in memory.
 *
 *   node --expose-gc --min-semi-space-size=512 --max-semi-space-size=512 \
 *     count.mjs v1|v2 recording|not-sampled|none <module of tracing/>
 *
 * With these flags nothing is collected between two looks at the heap, and what
 * has been allocated does not depend on how busy the machine is. One full
 * collection before all looks, and none between: each makes V8 forget some of
 * what it has learned of the code.
 */

import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { connectInMemory, loadSdk } from './sdk.mjs';
import { registerTelemetry } from './telemetry.mjs';

const WARM_UP = 6_000;
/** The least of them leaves out what is allocated once: compiled code, a larger table. */
const BATCHES = 20;
const CALLS_PER_BATCH = 200;

const [line = 'v1', telemetry = 'none', module = './tracing/none.mjs'] =
  process.argv.slice(2);

registerTelemetry(telemetry);
const tracing = await import(module);
const sdk = await loadSdk(line);
tracing.traceSdk(sdk);
const { client } = await connectInMemory(sdk, tracing);
const call = tracing.traceCall(client);

await repeat(WARM_UP);
globalThis.gc?.();
await turn();

let collections = 0;
const observer = new PerformanceObserver(list => {
  collections += list.getEntries().length;
});
observer.observe({ entryTypes: ['gc'] });

const counts = [];
while (counts.length < BATCHES) {
  const before = process.memoryUsage().heapUsed;
  await repeat(CALLS_PER_BATCH);
  const after = process.memoryUsage().heapUsed;
  counts.push((after - before) / CALLS_PER_BATCH);
}

// the observer is told a little later
await turn();
await turn();
if (collections > 0) throw new Error('The heap was collected in between');
console.log(Math.min(...counts));

/** @param {number} calls */
async function repeat(calls) {
  for (let made = 0; made < calls; made += 1) await call();
}
