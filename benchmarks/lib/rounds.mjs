/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Measures all variants, one after the other, once a round and in turning order:
 * timings on shared machines drift, so what counts is what differs within a round.
 *
 * @template T
 * @param {number} rounds
 * @param {Record<string, T>} variants
 * @param {(variant: T) => Promise<any>} measure
 * @returns {Promise<Record<string, any>[]>} one record of results for each round
 */
export async function inRounds(rounds, variants, measure) {
  const results = [];
  for (let round = 0; round < rounds; round += 1) {
    const entries = Object.entries(variants);
    if (round % 2 === 1) entries.reverse();
    const result = {};
    for (const [name, variant] of entries) {
      result[name] = await measure(variant);
    }
    results.push(result);
    process.stderr.write('.');
  }
  process.stderr.write('\n');
  return results;
}

/**
 * @param {Record<string, any>[]} rounds
 * @param {(round: Record<string, any>) => number} value
 * @returns {number} the median of a value that is computed within each round
 */
export function paired(rounds, value) {
  const sorted = rounds.map(value).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
