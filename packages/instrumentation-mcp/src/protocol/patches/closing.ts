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
  const { connections, received, sessions, guard } = observation;
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
          lifecycle.closed(transport);
        });
      }
      return Reflect.apply(original, this, args);
    };
}
