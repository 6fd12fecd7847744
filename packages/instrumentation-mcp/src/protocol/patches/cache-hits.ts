/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context } from '@opentelemetry/api';
import type { Patching, Wrapper } from '../patching.ts';
import { beside } from '../settled.ts';

/**
 * Wraps `Client._serveFromCache(method, key)` of v2. An answer out of the
 * cache (`ttlMs`, MCP 2026-07-28) sends no request: it gets no span of its own,
 * but an event on the caller's. The SDK awaits it.
 */
export function cacheHits({ observation, active }: Patching): Wrapper {
  const { guard, exchanges, telemetry } = observation;
  return original =>
    function (this: object, ...args) {
      const returned = Reflect.apply(original, this, args);
      if (active() && telemetry.audience.isPresent) {
        guard.run('looking for the caller', () => {
          const caller = context.active();
          const hit = (found: unknown) => {
            guard.run('recording a cache hit', () => {
              if (found !== undefined) {
                exchanges.recordCacheHit(caller, args[0], args[1]);
              }
            });
          };
          beside(returned, hit, () => undefined);
        });
      }
      return returned;
    };
}
