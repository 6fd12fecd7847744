/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, trace } from '@opentelemetry/api';
import { cacheHitEvent } from '../../telemetry/cache-hit.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { onSettled } from '../settled.ts';

/**
 * Wraps `Client._serveFromCache(method, key)` of v2. An answer out of the
 * cache (`ttlMs`, MCP 2026-07-28) sends no request: it gets no span of its own,
 * but an event on the caller's.
 */
export function cacheHits({
  observation: { guard },
  active,
}: Patching): Wrapper {
  return original =>
    function (this: object, ...args) {
      const returned = Reflect.apply(original, this, args);
      if (!active()) {
        return returned;
      }
      const caller = guard.run('looking for the caller', () =>
        trace.getSpan(context.active())
      );
      const hit = (found: unknown) => {
        guard.run('recording a cache hit', () => {
          if (found !== undefined && caller?.isRecording() === true) {
            cacheHitEvent(caller, args[0], args[1]);
          }
        });
      };
      return onSettled(returned, hit, () => undefined);
    };
}
