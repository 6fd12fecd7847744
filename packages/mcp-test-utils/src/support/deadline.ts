/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Resolves as `promise` does, unless that takes longer.
 *
 * @throws Error with the message of `describe()` after `timeoutMs` milliseconds
 */
export async function deadline<T>(
  promise: Promise<T>,
  timeoutMs: number,
  describe: () => string
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(describe()));
    }, timeoutMs);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the promise settles within `timeoutMs` milliseconds. */
export function settlesWithin(
  promise: Promise<unknown>,
  timeoutMs: number
): Promise<boolean> {
  return deadline(promise, timeoutMs, () => 'too late').then(
    () => true,
    () => false
  );
}
