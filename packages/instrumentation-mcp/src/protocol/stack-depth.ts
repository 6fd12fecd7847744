/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Makes room for frames of ours in the stacks of the errors that the host creates
 * until `restoreStacks()`: V8 keeps the topmost frames only, and those of the
 * application, which is further down, would be lost.
 *
 * @returns the limit before, undefined where there is none to change.
 */
export function lengthenStacks(frames: number): number | undefined {
  const limit: unknown = Error.stackTraceLimit;
  return typeof limit === 'number' && limit > 0 && setLimit(limit + frames)
    ? limit
    : undefined;
}

/** A limit that the host has set meanwhile stays. */
export function restoreStacks(limit: number | undefined, frames: number): void {
  if (limit !== undefined && Error.stackTraceLimit === limit + frames) {
    setLimit(limit);
  }
}

/** Assigned: `Reflect.set` takes fifteen times as long. Some programs freeze `Error`. */
function setLimit(limit: number): boolean {
  try {
    Error.stackTraceLimit = limit;
    return true;
  } catch {
    return false;
  }
}
