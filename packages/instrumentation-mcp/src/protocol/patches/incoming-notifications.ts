/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Exchange } from '../../exchange/exchange.ts';
import type { Arrival } from '../../model/connection.ts';
import {
  isMessage,
  isObject,
  type Message,
  type RequestId,
} from '../../model/json-rpc.ts';
import { lifecycle } from '../../process/lifecycle.ts';
import { arrivalOf } from '../transports/arrival.ts';
import type { Guard } from '../guard.ts';
import { handles } from './handlers.ts';
import type { Observation } from '../observation.ts';
import type { Patching, Wrapper } from '../patching.ts';
import type { SdkProtocol } from '../sdk-shapes.ts';

/** Wraps `_onnotification(notification)`. */
export function incomingNotifications({
  observation,
  active,
}: Patching): Wrapper {
  const { guard } = observation;
  return original =>
    function (this: SdkProtocol, ...args) {
      const exchange = active()
        ? guard.run('tracing an incoming notification', () =>
            receiveNotification(observation, this, args[0], args[1])
          )
        : undefined;
      if (exchange === undefined) {
        return Reflect.apply(original, this, args);
      }
      try {
        return guard.within(exchange.context, () =>
          Reflect.apply(original, this, args)
        );
      } finally {
        guard.run('ending an incoming notification', () => {
          endCancelled(observation, this, args[0]);
          endAfterHandler(guard, exchange);
        });
      }
    };
}

function receiveNotification(
  { exchanges, connections, deliveries, entries, calls }: Observation,
  protocol: SdkProtocol,
  notification: unknown,
  extra: unknown
): Exchange | undefined {
  const transport = deliveries.to(protocol);
  if (!isMessage(notification) || transport === undefined) {
    return undefined;
  }
  lifecycle.message();
  entries.dispatched(notification, extra);
  const token = requestIdParam(notification, 'progressToken');
  const call = token === undefined ? undefined : calls.get(protocol, token);
  const arrival: Arrival = {
    ...arrivalOf(extra),
    callContext: call?.context,
    handled: handles(
      protocol._notificationHandlers,
      protocol.fallbackNotificationHandler,
      notification.method
    ),
  };
  return exchanges.receiveNotification(
    notification,
    connections.of(transport),
    arrival
  );
}

/** No response follows a cancelled request: this is the last that is seen of it. */
function endCancelled(
  { deliveries, received }: Observation,
  protocol: SdkProtocol,
  notification: unknown
): void {
  const transport = deliveries.to(protocol);
  if (
    transport === undefined ||
    !isMessage(notification) ||
    notification.method !== 'notifications/cancelled'
  ) {
    return;
  }
  const id = requestIdParam(notification, 'requestId');
  const exchange = id === undefined ? undefined : received.get(transport, id);
  if (id !== undefined && exchange !== undefined) {
    received.delete(transport, id, exchange);
    exchange.end({ kind: 'cancelled' });
  }
}

/**
 * The SDK calls a notification's handler in the next microtask and does not tell
 * when it is done, so that its span covers the synchronous part of it.
 */
function endAfterHandler(guard: Guard, exchange: Exchange): void {
  queueMicrotask(() => {
    queueMicrotask(() => {
      guard.run('ending an incoming notification', () => {
        exchange.end({ kind: 'delivered' });
      });
    });
  });
}

function requestIdParam(message: Message, key: string): RequestId | undefined {
  const value = isObject(message.params) ? message.params[key] : undefined;
  return typeof value === 'string' || typeof value === 'number'
    ? value
    : undefined;
}
