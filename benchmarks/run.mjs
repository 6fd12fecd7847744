/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * What one `tools/call` costs, client and server together, in CPU time. Variants
 * run interleaved, each in a process of its own, in turning order; what counts is
 * the median of the ratios within a round, since timings on shared machines drift.
 *
 *   node benchmarks/run.mjs [rounds] [calls per round]
 */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CALLS = new URL('calls.mjs', import.meta.url).pathname;
const VARIANTS = ['bare', 'no-sdk', 'sampled-off', 'recording'];
const SDKS = ['v1', 'v2'];

const rounds = Number(process.argv[2] ?? 9);
const calls = Number(process.argv[3] ?? 3000);

for (const sdk of SDKS) {
  report(sdk, await measure(sdk));
}

/** @param {string} sdk @returns {Promise<Record<string, number>[]>} µs per call, by round */
async function measure(sdk) {
  const results = [];
  for (let round = 0; round < rounds; round += 1) {
    /** @type {Record<string, number>} */
    const result = {};
    const order = round % 2 === 0 ? VARIANTS : VARIANTS.toReversed();
    for (const variant of order) {
      const args = [CALLS, sdk, variant, String(calls)];
      const { stdout } = await run(process.execPath, args);
      result[variant] = Number(stdout);
    }
    results.push(result);
  }
  return results;
}

/** @param {string} sdk @param {Record<string, number>[]} results */
function report(sdk, results) {
  const rows = VARIANTS.map(variant => {
    const of = (/** @type {Record<string, number>} */ round) =>
      round[variant] ?? NaN;
    const bare = (/** @type {Record<string, number>} */ round) =>
      round['bare'] ?? NaN;
    return {
      variant,
      'µs/call': Math.round(median(results.map(of))),
      'added µs': Math.round(median(results.map(r => of(r) - bare(r)))),
      ratio: median(results.map(r => of(r) / bare(r))).toFixed(2),
    };
  });
  console.log(`SDK ${sdk}, ${rounds} rounds of ${calls} calls, in memory`);
  console.table(rows);
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
