/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context } from '@opentelemetry/api';
import type { Observation } from '../observation.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { beside } from '../settled.ts';

/**
 * Wraps `Client._serveFromCache(method, key)` of v2. An answer out of the
 * cache (`ttlMs`, MCP 2026-07-28) sends no request: it gets no span of its own,
 * but an event on the caller's. The SDK awaits it.
 */
export function cacheHits({ observation, active }: Patching): Wrapper {
  return original =>
    function (this: object, ...args) {
      const returned = original.apply(this, args);
      if (active() && observation.telemetry.audience.isPresent) {
        watch(observation, returned, args[0], args[1]);
      }
      return returned;
    };
}

function watch(
  { guard, exchanges }: Observation,
  returned: unknown,
  method: unknown,
  key: unknown
): void {
  guard.run('looking for the caller', () => {
    const caller = context.active();
    const hit = (found: unknown) => {
      guard.run('recording a cache hit', () => {
        if (found !== undefined) {
          exchanges.recordCacheHit(caller, method, key);
        }
      });
    };
    beside(returned, hit, () => undefined);
  });
}
