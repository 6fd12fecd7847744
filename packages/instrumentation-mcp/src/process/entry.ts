/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { PACKAGE_NAME } from '../version.ts';

/** What loaded the instrumentation into this process. */
export type Entry = 'register' | 'auto';

/** Of this process: our own package can be loaded twice, as ES module and as CommonJS. */
const ENTRY = Symbol.for(`${PACKAGE_NAME}.registered`);

/** The flag that this process was started with; none where code sets it up. */
export function entryInUse(): Entry | undefined {
  const entry: unknown = Reflect.get(globalThis, ENTRY);
  return entry === 'register' || entry === 'auto' ? entry : undefined;
}

/** False where the flag was given before: in NODE_OPTIONS and on the command line. */
export function claimEntry(entry: Entry): boolean {
  const isFirst = entryInUse() === undefined;
  if (isFirst || entry === 'auto') {
    Reflect.set(globalThis, ENTRY, entry);
  }
  return isFirst;
}
