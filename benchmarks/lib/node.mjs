/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PINNED_NODE } from '../../scripts/lib/run.mjs';

const execute = promisify(execFile);

/** @param {string} name of a file in `programs/` */
export function program(name) {
  return fileURLToPath(new URL(`../programs/${name}`, import.meta.url));
}

/** @param {string} name of a module that adds tracing */
export function tracing(name) {
  const folder =
    name === 'peer' ? '../tracing/' : '../../test-fixtures/cost/tracing/';
  return new URL(`${folder}${name}.mjs`, import.meta.url).href;
}

/**
 * Runs a program to its end on the Node that the repository pins.
 *
 * @param {string[]} args
 * @param {string} [cwd]
 * @param {Record<string, string>} [variables] further ones
 * @returns {Promise<any>} the JSON of its last line
 */
export async function runNode(args, cwd, variables) {
  const env = { ...process.env, NODE_OPTIONS: '', ...variables };
  const { stdout } = await execute(PINNED_NODE, args, { env, cwd });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

export { PINNED_NODE };
