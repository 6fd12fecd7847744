/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ServerExchange } from '../../exchange/server-exchange.ts';
import type { Guard } from '../guard.ts';
import { onSettled } from '../settled.ts';
import { localFailure } from './local-failure.ts';
import type { TransportState } from './transport-states.ts';

/** A response that cannot be sent is none: the SDK says so when it has tried. */
export function watchAnswer(
  exchange: ServerExchange,
  state: TransportState,
  returned: unknown,
  guard: Guard
): unknown {
  state.leaving.set(exchange, exchange);
  return onSettled(
    returned,
    () => {
      try {
        state.leaving.delete(exchange);
        exchange.sent();
      } catch (problem) {
        guard.report('ending an answered request', problem);
      }
    },
    error => {
      try {
        state.leaving.delete(exchange);
        exchange.rejected(localFailure(error));
      } catch (problem) {
        guard.report('ending a request that was not answered', problem);
      }
    }
  );
}
