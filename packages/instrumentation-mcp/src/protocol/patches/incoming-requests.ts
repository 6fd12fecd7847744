/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context } from '@opentelemetry/api';
import type { ServerExchange } from '../../exchange/server-exchange.ts';
import type { Arrival } from '../../model/connection.ts';
import { isRequest } from '../../model/json-rpc.ts';
import { lifecycle } from '../../process/lifecycle.ts';
import { arrivalOf } from '../transports/arrival.ts';
import { handles } from './handlers.ts';
import type { Observation } from '../observation.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { wantedLevel, withLogSink } from './request-logs.ts';
import { isMap, type SdkProtocol } from '../sdk-shapes.ts';

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
        return guard.within(
          handlerContext(observation, this, args[0], exchange),
          dispatch
        );
      } finally {
        guard.run('checking an incoming request', () => {
          endIfDropped(this, args[0], exchange);
        });
      }
    };
}

function receiveRequest(
  { exchanges, connections, deliveries, entries, received }: Observation,
  protocol: SdkProtocol,
  request: unknown,
  extra: unknown
): ServerExchange | undefined {
  const transport = deliveries.to(protocol);
  if (!isRequest(request) || transport === undefined) {
    return undefined;
  }
  lifecycle.message();
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
  // The SDK answers through the transport that was connected last.
  const answering = protocol.transport ?? transport;
  const displaced = received.add(answering, request.id, exchange);
  displaced?.end({ kind: 'failure', errorType: 'duplicate_id' });
  return exchange;
}

/** The exchange's context, with a way back to the client for logs if it wants any. */
function handlerContext(
  observation: Observation,
  protocol: SdkProtocol,
  request: unknown,
  { context }: ServerExchange
): Context {
  if (!observation.settings.logsToMcp || !isRequest(request)) {
    return context;
  }
  const level = observation.guard.run('reading a log level', () =>
    wantedLevel(observation, protocol, request)
  );
  return level === undefined
    ? context
    : withLogSink(observation, context, protocol, request, level);
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
    isMap(handlers) &&
    !handlers.has(request.id)
  ) {
    exchange.end({ kind: 'failure', errorType: 'dropped' });
  }
}
