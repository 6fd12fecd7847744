/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What `then` needs of a promise; a transport may return one of another realm. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}

/**
 * Watches a call settle. Returns the derived promise, which the host must get in
 * place of the original: a handler on the side would hide its unhandled
 * rejections.
 */
export function onSettled(
  value: unknown,
  fulfilled: (result: unknown) => void,
  rejected: (error: unknown) => void
): unknown {
  if (!isThenable(value)) {
    fulfilled(value);
    return value;
  }
  return value.then(
    result => {
      fulfilled(result);
      return result;
    },
    (error: unknown) => {
      rejected(error);
      throw error;
    }
  );
}
