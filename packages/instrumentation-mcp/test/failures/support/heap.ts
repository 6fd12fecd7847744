/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use after everything unreachable is gone. */
export async function heapInUse(): Promise<number> {
  // weak references are cleared, and finalizers run, between turns only
  for (let turn = 0; turn < 4; turn++) {
    await new Promise(resolve => setImmediate(resolve));
    collect();
  }
  return process.memoryUsage().heapUsed;
}

/** Asserts that what was reachable through these references no longer is. */
export async function assertCollected(
  references: readonly WeakRef<object>[],
  tolerated = 0
): Promise<void> {
  await heapInUse();
  const alive = references.filter(one => one.deref() !== undefined).length;
  assert.ok(
    alive <= tolerated,
    `${alive} of ${references.length} objects are still reachable`
  );
}
