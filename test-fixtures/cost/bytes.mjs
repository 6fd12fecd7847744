/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const COUNT = fileURLToPath(new URL('count.mjs', import.meta.url));

const FLAGS = [
  '--expose-gc',
  '--min-semi-space-size=512',
  '--max-semi-space-size=512',
];

/**
 * What is registered of OpenTelemetry's SDK, and which module of `tracing/` is
 * added.
 *
 * @typedef {readonly [telemetry: string, tracing: string | URL]} Variant
 */

/** Two processes at a time: counts do not depend on who else uses the machine. */
const AT_ONCE = 2;

/** @type {Readonly<Record<string, Variant>>} */
export const VARIANTS = {
  bare: ['none', 'none'],
  'floor, recording': ['recording', 'floor'],
  'floor, not sampled': ['not-sampled', 'floor'],
  recording: ['recording', 'ours'],
  'not sampled': ['not-sampled', 'ours'],
  'no SDK': ['none', 'ours'],
  disabled: ['recording', 'disabled'],
};

/**
 * Bytes that one `tools/call` allocates in memory, client and server together,
 * counted in a process of its own for each variant.
 *
 * @template {string} Name
 * @param {string} line of the MCP SDK: `v1` or `v2`
 * @param {Readonly<Record<Name, Variant>>} variants
 * @param {string} [node] executable; default: the one that runs
 * @returns {Promise<Record<Name, number>>} by the names of `variants`
 * @throws what a process wrote to stderr, when it fails
 */
export async function countBytes(line, variants, node = process.execPath) {
  const names = /** @type {Name[]} */ (Object.keys(variants));
  const counted = /** @type {Record<Name, number>} */ ({});
  const work = async () => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      const [telemetry, tracing] = variants[name];
      const args = [COUNT, line, telemetry, String(moduleOf(tracing))];
      const { stdout } = await execute(node, [...FLAGS, ...args]);
      counted[name] = Number(stdout);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return counted;
}

/** @param {string | URL} tracing */
function moduleOf(tracing) {
  return tracing instanceof URL
    ? tracing
    : new URL(`tracing/${tracing}.mjs`, import.meta.url);
}

/**
 * @typedef {object} Verdict
 * @property {string} name of the variant
 * @property {number} added bytes over `bare`
 * @property {number} cost what the budget is about
 * @property {number} budget what `cost` must not exceed
 * @property {string} unit of both: `× floor` or `bytes`
 */

/**
 * Holds counts of {@link VARIANTS} against the budgets.
 *
 * @param {Readonly<Record<string, number>>} counted
 * @returns {Verdict[]}
 */
export function judge(counted) {
  const added = (/** @type {string} */ name) =>
    (counted[name] ?? NaN) - (counted['bare'] ?? NaN);
  const beside = (/** @type {string} */ name) => ({
    name,
    added: added(name),
    cost: added(name) / added(`floor, ${name}`),
    budget: 1.1,
    unit: '× floor',
  });
  const alone = (/** @type {string} */ name) => ({
    name,
    added: added(name),
    cost: added(name),
    budget: 500,
    unit: 'bytes',
  });
  return [
    beside('recording'),
    beside('not sampled'),
    alone('no SDK'),
    alone('disabled'),
  ];
}
