/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Method } from './sdk-shapes.ts';

/** Whoever looks at a method sees the name and the length of the original. */
export function disguised(wrapper: Method, { name, length }: Method): Method {
  for (const [key, value] of Object.entries({ name, length })) {
    Object.defineProperty(wrapper, key, { value, configurable: true });
  }
  return wrapper;
}
