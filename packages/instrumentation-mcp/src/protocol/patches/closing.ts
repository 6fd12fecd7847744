/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  CONNECTION_CLOSED,
  failure,
  TAKEN_BACK,
  type Outcome,
} from '../../model/outcome.ts';
import { lifecycle } from '../../process/lifecycle.ts';
import type { Observation } from '../observation.ts';
import type { Patching, Wrapper } from '../patching.ts';
import type { SdkProtocol, SdkTransport } from '../sdk-shapes.ts';
import type { TransportTap } from '../transports/transport-tap.ts';

/**
 * Wraps `_onclose()`: nothing that is still open will be answered. The SDK
 * rejects the calls of this side as well.
 */
export function closing({ observation, tap, active }: Patching): Wrapper {
  const { deliveries, guard } = observation;
  return original =>
    function (this: SdkProtocol, ...args) {
      const transport = active() ? deliveries.to(this) : undefined;
      if (transport !== undefined) {
        guard.run('closing a connection', () => {
          const lost = failure(CONNECTION_CLOSED);
          endConnection(observation, tap, transport, lost);
          observation.knownCallsOf(this)?.endAll(lost);
          lifecycle.closed(transport);
        });
      }
      return original.apply(this, args);
    };
}

/** Ends what is open on a transport and will not be answered any more. */
export function endConnection(
  { transports }: Observation,
  tap: TransportTap,
  transport: SdkTransport,
  outcome: Outcome
): void {
  const state = transports.of(transport);
  // Before its requests, which tell whether it came to an orderly end.
  state.session?.end(outcome);
  state.session = undefined;
  state.received.endAll(state.connection.singleRequest ? TAKEN_BACK : outcome);
  for (const exchange of state.leaving.values()) {
    exchange.lost(outcome);
  }
  tap.abandon(transport, CONNECTION_CLOSED);
}
