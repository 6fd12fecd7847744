/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Patching, Wrapper } from '../patching.ts';
import { beside } from '../settled.ts';

/**
 * Wraps `McpServer.executeToolHandler(tool, args, extra)`: the last place where
 * what a tool has thrown is still an exception. The SDK, which awaits it, makes an
 * ordinary result with `isError` of it.
 */
export function toolExceptions({ observation, active }: Patching): Wrapper {
  const { guard, exchanges, facades } = observation;
  const record = (error: unknown) => {
    guard.run('recording an exception', () => {
      exchanges.recordException(error);
    });
  };
  return original =>
    function (this: object, ...args) {
      if (active()) {
        guard.run('meeting a server', () => {
          facades.add(this);
        });
      }
      const returned = Reflect.apply(original, this, args);
      if (active()) {
        try {
          if (exchanges.recordsExceptions) {
            beside(returned, undefined, record);
          }
        } catch (error) {
          guard.report('watching a tool', error);
        }
      }
      return returned;
    };
}
