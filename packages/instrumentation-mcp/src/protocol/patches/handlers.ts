/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isMap } from '../sdk-shapes.ts';

/** Undefined where only the fallback, or nobody we could ask, knows the method. */
export function handles(
  handlers: unknown,
  fallback: unknown,
  method: string
): boolean | undefined {
  if (!isMap(handlers)) {
    return undefined;
  }
  return handlers.has(method) || (fallback === undefined ? false : undefined);
}
