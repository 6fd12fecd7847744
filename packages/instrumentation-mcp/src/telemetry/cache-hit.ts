/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Span } from '@opentelemetry/api';
import type { Settings } from '../config/settings.ts';
import { messageAttributes } from './message-attributes.ts';

/** No convention names it yet. */
const CACHE_HIT = 'mcp.cache.hit';

/**
 * Says on the caller's span which call was answered without a message.
 *
 * @param key what tells the answers of one method apart: a resource's URI
 */
export function cacheHitEvent(
  caller: Span,
  method: unknown,
  key: unknown,
  settings: Pick<Settings, 'dropResourceUriQuery'>
): void {
  if (typeof method === 'string') {
    const params = { uri: key };
    const attributes = messageAttributes({ method, params }, settings);
    caller.addEvent(CACHE_HIT, attributes);
  }
}
