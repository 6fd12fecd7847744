/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { CONNECTION_CLOSED } from '../../model/outcome.ts';
import { lifecycle } from '../../process/lifecycle.ts';
import type { Patching, Wrapper } from '../patching.ts';
import type { SdkProtocol } from '../sdk-shapes.ts';

/**
 * Wraps `_onclose()`: nothing that is still open will be answered. The SDK
 * itself rejects the calls of this side.
 */
export function closing({ observation, tap, active }: Patching): Wrapper {
  const { connections, deliveries, received, sessions, guard } = observation;
  return original =>
    function (this: SdkProtocol, ...args) {
      const transport = active() ? deliveries.to(this) : undefined;
      if (transport !== undefined) {
        guard.run('closing a connection', () => {
          const lost = {
            kind: 'failure',
            errorType: CONNECTION_CLOSED,
          } as const;
          // Before its requests, which tell whether it came to an orderly end.
          sessions.get(transport)?.end(lost);
          sessions.delete(transport);
          received.endAll(
            transport,
            connections.of(transport).singleRequest
              ? { kind: 'cancelled' }
              : lost
          );
          tap.abandon(transport, CONNECTION_CLOSED);
          lifecycle.closed(transport);
        });
      }
      return Reflect.apply(original, this, args);
    };
}
