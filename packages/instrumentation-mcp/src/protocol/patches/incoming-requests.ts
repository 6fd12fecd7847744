/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context } from '@opentelemetry/api';
import type { ServerExchange } from '../../exchange/server-exchange.ts';
import { isRequest, type Request } from '../../model/json-rpc.ts';
import { DELIVERED, DROPPED, failure } from '../../model/outcome.ts';
import { lifecycle } from '../../process/lifecycle.ts';
import type { Observation } from '../observation.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { isMap, type SdkProtocol } from '../sdk-shapes.ts';
import { arrivalOf } from '../transports/arrival.ts';
import { endBypassed } from '../transports/bypassed.ts';
import { handles } from './handlers.ts';
import { wantedLevel, withLogSink } from './request-logs.ts';

/**
 * Wraps `_onrequest(request, extra)`, the one place where the context of a
 * handler can be set: `serveStdio` of v2 pumps a queue, and stdio readers run in
 * the context of `connect()`, so that a context set further out mixes up calls.
 */
export function incomingRequests(patching: Patching): Wrapper {
  const { observation, active } = patching;
  const { guard } = observation;
  return original =>
    function (this: SdkProtocol, ...args) {
      const exchange = active()
        ? begin(patching, this, args[0], args[1])
        : undefined;
      if (exchange === undefined) {
        return original.apply(this, args);
      }
      try {
        return guard.within(
          handlerContext(observation, this, args[0], exchange),
          original,
          this,
          args
        );
      } finally {
        if (!exchange.ended && !exchange.isAnswered) {
          endIfUnseen(observation, this, args[0], exchange);
        }
      }
    };
}

function begin(
  { observation, tap }: Patching,
  protocol: SdkProtocol,
  request: unknown,
  extra: unknown
): ServerExchange | undefined {
  lifecycle.message();
  const transport = observation.deliveries.to(protocol);
  if (
    transport === undefined ||
    !isRequest(request) ||
    !observation.follows(request)
  ) {
    return undefined;
  }
  try {
    observation.entries.dispatched(request, extra);
    const { transports } = observation;
    const state = observation.receiving(transport, protocol);
    endBypassed(transport, state, protocol);
    tap.attach(transport, state);
    const exchange = observation.exchanges.receiveRequest(
      request,
      state.connection,
      arrivalOf(
        extra,
        handles(
          protocol._requestHandlers,
          protocol.fallbackRequestHandler,
          request.method
        )
      )
    );
    if (exchange.isMeasured && observation.facades.has(protocol, request)) {
      exchange.proveTarget();
    }
    // The SDK answers through the transport that was connected last.
    const answering = protocol.transport ?? transport;
    transports.of(answering).received.add(request.id, exchange);
    return exchange;
  } catch (error) {
    observation.guard.report('tracing an incoming request', error);
    return undefined;
  }
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
  return (
    observation.guard.run('reading a log level', () => {
      const level = wantedLevel(observation, protocol, request);
      return level === undefined
        ? undefined
        : withLogSink(observation.guard, context, protocol, request, level);
    }) ?? context
  );
}

/** Some requests end without an answer that passes where we look. */
function endIfUnseen(
  { guard, transports }: Observation,
  protocol: SdkProtocol,
  request: unknown,
  exchange: ServerExchange
): void {
  guard.run('checking an incoming request', () => {
    const { transport } = protocol;
    if (isRequest(request) && isDropped(protocol, request)) {
      exchange.end(failure(DROPPED));
    } else if (transport !== undefined && transports.of(transport).isClosed) {
      exchange.end(DELIVERED);
    }
  });
}

/**
 * A client of the modern era drops requests without an answer. Whatever the SDK
 * will answer has by now either been answered or a handler to run.
 */
function isDropped(protocol: SdkProtocol, { id }: Request): boolean {
  const handlers = protocol._requestHandlerAbortControllers;
  return isMap(handlers) && !handlers.has(id);
}
