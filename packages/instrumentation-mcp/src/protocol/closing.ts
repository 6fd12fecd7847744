/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { CONNECTION_CLOSED } from '../model/outcome.ts';
import type { Observation } from './observation.ts';
import type { Wrapper } from './prototype-patch.ts';
import type { SdkProtocol } from './sdk-shapes.ts';
import type { TransportTap } from './transport-tap.ts';

/**
 * Wraps `_onclose()`: nothing that is still open will be answered. The SDK
 * itself rejects the calls of this side.
 */
export function closing(
  { connections, received, sessions, guard }: Observation,
  tap: TransportTap,
  active: () => boolean
): Wrapper {
  return original =>
    function (this: SdkProtocol, ...args) {
      const { transport } = this;
      if (active() && transport !== undefined) {
        guard.run('closing a connection', () => {
          const errorType = CONNECTION_CLOSED;
          received.endAll(
            transport,
            connections.of(transport).singleRequest
              ? { kind: 'cancelled' }
              : { kind: 'failure', errorType }
          );
          sessions.get(transport)?.end();
          sessions.delete(transport);
          tap.abandon(transport, errorType);
        });
      }
      return Reflect.apply(original, this, args);
    };
}
