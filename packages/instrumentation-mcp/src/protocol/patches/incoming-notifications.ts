/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Exchange } from '../../exchange/exchange.ts';
import { isMessage, requestIdParam } from '../../model/json-rpc.ts';
import { DELIVERED, TAKEN_BACK } from '../../model/outcome.ts';
import { lifecycle } from '../../process/lifecycle.ts';
import type { Guard } from '../guard.ts';
import { namedBy } from '../named-messages.ts';
import type { Observation } from '../observation.ts';
import type { Patching, Wrapper } from '../patching.ts';
import type { SdkProtocol } from '../sdk-shapes.ts';
import { arrivalOf } from '../transports/arrival.ts';
import { handles } from './handlers.ts';

/** Wraps `_onnotification(notification)`. */
export function incomingNotifications({
  observation,
  active,
}: Patching): Wrapper {
  const { guard } = observation;
  return original =>
    function (this: SdkProtocol, ...args) {
      const exchange = active()
        ? begin(observation, this, args[0], args[1])
        : undefined;
      try {
        return exchange === undefined
          ? original.apply(this, args)
          : guard.within(exchange.context, original, this, args);
      } finally {
        if (active()) {
          endCancelled(observation, this, args[0]);
        }
        if (exchange !== undefined) {
          endAfterHandler(guard, exchange);
        }
      }
    };
}

function begin(
  observation: Observation,
  protocol: SdkProtocol,
  notification: unknown,
  extra: unknown
): Exchange | undefined {
  lifecycle.message();
  const transport = observation.deliveries.to(protocol);
  if (
    transport === undefined ||
    !isMessage(notification) ||
    !observation.follows(notification)
  ) {
    return undefined;
  }
  const { exchanges, entries, guard, transports } = observation;
  try {
    entries.dispatched(notification, extra);
    const named = namedBy(
      notification,
      () => transports.known(transport)?.received,
      () => observation.knownCallsOf(protocol)
    );
    const handled = handles(
      protocol._notificationHandlers,
      protocol.fallbackNotificationHandler,
      notification.method
    );
    return exchanges.receiveNotification(
      notification,
      observation.receiving(transport, protocol).connection,
      arrivalOf(
        extra ?? observation.deliveries.extraTo(protocol),
        handled,
        named
      )
    );
  } catch (error) {
    guard.report('tracing an incoming notification', error);
    return undefined;
  }
}

/** No response follows a cancelled request: this is the last that is seen of it. */
function endCancelled(
  { deliveries, transports, guard }: Observation,
  protocol: SdkProtocol,
  notification: unknown
): void {
  if (
    !isMessage(notification) ||
    notification.method !== 'notifications/cancelled'
  ) {
    return;
  }
  guard.run('ending a cancelled request', () => {
    const id = requestIdParam(notification, 'requestId');
    const transport = deliveries.to(protocol);
    if (id !== undefined && transport !== undefined) {
      transports.known(transport)?.received.get(id)?.end(TAKEN_BACK);
    }
  });
}

/**
 * The SDK calls a notification's handler in the next microtask and does not tell
 * when it is done, so that its span covers the synchronous part of it.
 */
function endAfterHandler(guard: Guard, exchange: Exchange): void {
  queueMicrotask(() => {
    queueMicrotask(() => {
      guard.run('ending an incoming notification', () => {
        exchange.end(DELIVERED);
      });
    });
  });
}
