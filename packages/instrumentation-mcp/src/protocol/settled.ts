/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isThenable } from '../model/thenable.ts';

/**
 * Watches a call settle whose end is not seen elsewhere. Returns the derived
 * promise, which the host must get in place of the original: a handler on the
 * side would hide its unhandled rejections.
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

/**
 * Watches a promise from the side, which costs its owner neither time nor order.
 * Only for promises whose rejection is certain to be handled by somebody else:
 * the SDK awaits it.
 */
export function beside(
  value: unknown,
  fulfilled: ((result: unknown) => void) | undefined,
  rejected: (error: unknown) => void
): void {
  if (isThenable(value)) {
    value.then(fulfilled, rejected);
  } else {
    fulfilled?.(value);
  }
}
