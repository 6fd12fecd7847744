/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { fileURLToPath } from 'node:url';
import type { Entry } from './entry.ts';
import { joinNodeOptions } from './node-options.ts';

/** What its flag starts, `./auto` starts as well. */
const OPENTELEMETRY = '@opentelemetry/auto-instrumentations-node/register';

/** Files in there are seen only by programs that know how to look into them. */
const IN_ARCHIVE = /\.(zip|asar)[\\/]/;

/** A program that may read only what it was told to does not start with a preload from elsewhere. */
const RESTRICTING = /^--(experimental-)?(permission|policy)/;

/**
 * `NODE_OPTIONS` for a child: our own flag and no other of this process. It is
 * `--require` of a file that any Node loads, by its absolute path: Node does not
 * start with `--import` in there before 18.19, nor with a file that it does not
 * find.
 *
 * @param entry what loaded the instrumentation here
 * @param flags the flags of this process, and its `NODE_OPTIONS`
 * @param args arguments of the child
 * @returns none where a child is to do without
 */
export function childNodeOptions(
  entry: Entry | undefined,
  flags: readonly string[],
  args: readonly unknown[]
): string | undefined {
  if (entry === undefined || args.some(isRestricting)) {
    return undefined;
  }
  const isAuto =
    entry === 'auto' || flags.some(flag => flag.includes(OPENTELEMETRY));
  const file = preloadFile(isAuto ? 'auto' : 'register');
  return IN_ARCHIVE.test(file)
    ? undefined
    : joinNodeOptions(['--require', file]);
}

/** At the same place above the sources as above what is built of them. */
function preloadFile(entry: Entry): string {
  return fileURLToPath(new URL(`../../preload/${entry}.cjs`, import.meta.url));
}

function isRestricting(arg: unknown): boolean {
  return typeof arg === 'string' && RESTRICTING.test(arg);
}
