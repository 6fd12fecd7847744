/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Exchange } from '../exchange/exchange.ts';
import type { ServerExchange } from '../exchange/server-exchange.ts';
import type { Arrival } from '../model/connection.ts';
import {
  isMessage,
  isObject,
  isRequest,
  isResponse,
  type Message,
  type RequestId,
} from '../model/json-rpc.ts';
import { agreeOn } from './agreement.ts';
import { arrivalOf } from './arrival.ts';
import type { Guard } from './guard.ts';
import type { Observation } from './observation.ts';
import type { Patching } from './patch-table.ts';
import type { Wrapper } from './prototype-patch.ts';
import type { SdkProtocol } from './sdk-shapes.ts';

/**
 * Wraps `_onrequest(request, extra)`, the one place where the context of a
 * handler can be set: `serveStdio` of v2 pumps a queue, and stdio readers run in
 * the context of `connect()`, so that a context set further out mixes up calls.
 */
export function incomingRequests({ observation, active }: Patching): Wrapper {
  const { calls, guard } = observation;
  return original =>
    function (this: SdkProtocol, ...args) {
      const exchange = active()
        ? guard.run('tracing an incoming request', () =>
            receiveRequest(observation, this, args[0], args[1])
          )
        : undefined;
      if (exchange === undefined) {
        return Reflect.apply(original, this, args);
      }
      const dispatch = () =>
        calls.during(undefined, () => Reflect.apply(original, this, args));
      try {
        return guard.within(exchange.context, dispatch);
      } finally {
        guard.run('checking an incoming request', () => {
          endIfDropped(this, args[0], exchange);
        });
      }
    };
}

function receiveRequest(
  { exchanges, connections, entries, received }: Observation,
  protocol: SdkProtocol,
  request: unknown,
  extra: unknown
): ServerExchange | undefined {
  const { transport } = protocol;
  if (!isRequest(request) || transport === undefined) {
    return undefined;
  }
  entries.dispatched(request, extra);
  const connection = connections.of(transport);
  const arrival: Arrival = {
    ...arrivalOf(extra),
    handled: handles(
      protocol._requestHandlers,
      protocol.fallbackRequestHandler,
      request.method
    ),
  };
  const exchange = exchanges.receiveRequest(request, connection, arrival);
  const displaced = received.add(transport, request.id, exchange);
  displaced?.end({ kind: 'failure', errorType: 'duplicate_id' });
  return exchange;
}

/**
 * A client of the modern era drops requests without an answer. Whatever the SDK
 * will answer has by now either been answered or a handler to run.
 */
function endIfDropped(
  protocol: SdkProtocol,
  request: unknown,
  exchange: ServerExchange
): void {
  const handlers = protocol._requestHandlerAbortControllers;
  if (
    !exchange.ended &&
    isRequest(request) &&
    handlers instanceof Map &&
    !handlers.has(request.id)
  ) {
    exchange.end({ kind: 'failure', errorType: 'dropped' });
  }
}

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
  { exchanges, connections, entries, calls }: Observation,
  protocol: SdkProtocol,
  notification: unknown,
  extra: unknown
): Exchange | undefined {
  const { transport } = protocol;
  if (!isMessage(notification) || transport === undefined) {
    return undefined;
  }
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
  { received }: Observation,
  { transport }: SdkProtocol,
  notification: unknown
): void {
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

/** Undefined where only the fallback, or nobody we could ask, knows the method. */
function handles(
  handlers: unknown,
  fallback: unknown,
  method: string
): boolean | undefined {
  if (!(handlers instanceof Map)) {
    return undefined;
  }
  return handlers.has(method) || (fallback === undefined ? false : undefined);
}

function requestIdParam(message: Message, key: string): RequestId | undefined {
  const value = isObject(message.params) ? message.params[key] : undefined;
  return typeof value === 'string' || typeof value === 'number'
    ? value
    : undefined;
}

/**
 * Wraps `_onresponse(response)`. What it sets off belongs to the call: retries
 * of a multi-round trip and the handlers that give it its input. On stdio they
 * would else run in the context in which the connection was opened.
 */
export function incomingResponses({ observation, active }: Patching): Wrapper {
  const { calls, guard } = observation;
  return original =>
    function (this: SdkProtocol, ...args) {
      const [response] = args;
      const call =
        active() && isResponse(response)
          ? calls.get(this, response.id)
          : undefined;
      if (call === undefined || !isResponse(response)) {
        return Reflect.apply(original, this, args);
      }
      guard.run('reading a response', () => {
        if (this.transport !== undefined) {
          agreeOn(observation, this.transport, call, response);
        }
        call.answered(response);
      });
      return guard.within(call.context, () =>
        Reflect.apply(original, this, args)
      );
    };
}
