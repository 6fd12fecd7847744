/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ServerExchange } from '../../exchange/server-exchange.ts';
import type { Guard } from '../guard.ts';
import { beside } from '../settled.ts';
import { localFailure } from './local-failure.ts';

/** A response that cannot be sent is none: the SDK says so when it has tried. */
export function watchAnswer(
  exchange: ServerExchange,
  leaving: Set<ServerExchange>,
  returned: unknown,
  guard: Guard
): void {
  const over = (end: () => void) => {
    leaving.delete(exchange);
    guard.run('ending an answered request', end);
  };
  leaving.add(exchange);
  beside(
    returned,
    () => {
      over(() => {
        exchange.sent();
      });
    },
    error => {
      over(() => {
        exchange.rejected(localFailure(error));
      });
    }
  );
}
