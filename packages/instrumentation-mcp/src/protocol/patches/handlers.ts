/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Undefined where only the fallback, or nobody we could ask, knows the method. */
export function handles(
  handlers: unknown,
  fallback: unknown,
  method: string
): boolean | undefined {
  if (!(handlers instanceof Map)) {
    return undefined;
  }
  return handlers.has(method) || (fallback === undefined ? false : undefined);
}
