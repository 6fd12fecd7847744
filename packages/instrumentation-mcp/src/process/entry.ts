/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { REGISTERED } from '../model/instrumented-process.ts';

/** What loaded the instrumentation into this process. */
export type Entry = 'register' | 'auto';

/**
 * The flag that this process was started with; none where code sets it up. Our
 * own package can be loaded twice, as ES module and as CommonJS.
 */
export function entryInUse(): Entry | undefined {
  const entry: unknown = Reflect.get(globalThis, REGISTERED);
  return entry === 'register' || entry === 'auto' ? entry : undefined;
}

/** False where the flag was given before: in NODE_OPTIONS and on the command line. */
export function claimEntry(entry: Entry): boolean {
  const isFirst = entryInUse() === undefined;
  if (isFirst || entry === 'auto') {
    Reflect.set(globalThis, REGISTERED, entry);
  }
  return isFirst;
}
