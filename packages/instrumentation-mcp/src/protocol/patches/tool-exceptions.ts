/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Observation } from '../observation.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { beside } from '../settled.ts';

/**
 * Wraps `McpServer.executeToolHandler(tool, args, extra)`: the last place where
 * what a tool has thrown is still an exception. The SDK, which awaits it, makes an
 * ordinary result with `isError` of it.
 */
export function toolExceptions({ observation, active }: Patching): Wrapper {
  const { guard, exchanges } = observation;
  const record = (error: unknown) => {
    guard.run('recording an exception', () => {
      exchanges.recordException(error);
    });
  };
  return original =>
    function (this: object, ...args) {
      if (active()) {
        meet(observation, this);
      }
      const returned = original.apply(this, args);
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

/** Whoever runs tools knows the names of all that there are. */
function meet({ guard, facades }: Observation, facade: object): void {
  try {
    facades.add(facade);
  } catch (error) {
    guard.report('meeting a server', error);
  }
}
