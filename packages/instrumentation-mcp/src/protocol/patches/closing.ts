/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { CONNECTION_CLOSED, failure, TAKEN_BACK } from '../../model/outcome.ts';
import { lifecycle } from '../../process/lifecycle.ts';
import type { Patching, Wrapper } from '../patching.ts';
import type { SdkProtocol } from '../sdk-shapes.ts';

/**
 * Wraps `_onclose()`: nothing that is still open will be answered. The SDK
 * rejects the calls of this side as well.
 */
export function closing({ observation, tap, active }: Patching): Wrapper {
  const { deliveries, transports, guard } = observation;
  return original =>
    function (this: SdkProtocol, ...args) {
      const transport = active() ? deliveries.to(this) : undefined;
      if (transport !== undefined) {
        guard.run('closing a connection', () => {
          const lost = failure(CONNECTION_CLOSED);
          const state = transports.of(transport);
          // Before its requests, which tell whether it came to an orderly end.
          state.session?.end(lost);
          state.session = undefined;
          state.received.endAll(
            state.connection.singleRequest ? TAKEN_BACK : lost
          );
          observation.knownCallsOf(this)?.endAll(lost);
          tap.abandon(transport, CONNECTION_CLOSED);
          lifecycle.closed(transport);
        });
      }
      return Reflect.apply(original, this, args);
    };
}
