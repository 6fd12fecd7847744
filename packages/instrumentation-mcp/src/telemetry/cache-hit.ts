/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Span } from '@opentelemetry/api';
import { messageAttributes } from './message-attributes.ts';

/** No convention names it yet. */
const CACHE_HIT = 'mcp.cache.hit';

/** Says on the caller's span which call was answered without a message. */
export function cacheHitEvent(
  caller: Span,
  method: unknown,
  params: unknown
): void {
  if (typeof method === 'string') {
    caller.addEvent(CACHE_HIT, messageAttributes({ method, params }));
  }
}
