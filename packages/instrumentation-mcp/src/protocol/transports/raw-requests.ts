/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ClientExchange } from '../../exchange/client-exchange.ts';
import {
  isResponse,
  type Request,
  type RequestId,
} from '../../model/json-rpc.ts';
import { outcomeOfResponse, type Outcome } from '../../model/outcome.ts';
import { acknowledgedRequest, LISTEN } from '../../model/subscription.ts';
import { localFailure } from './local-failure.ts';
import type { Observation } from '../observation.ts';
import type { Method, SdkTransport } from '../sdk-shapes.ts';
import { onSettled } from '../settled.ts';

type Forward = (message: object) => unknown;

interface Watch {
  readonly open: Map<RequestId, ClientExchange>;
  readonly onmessage: Method;
  readonly previous: Method | undefined;
}

/**
 * Requests that reach the transport without passing through `Protocol`: the
 * v2 client's probe (`server/discover`), `subscriptions/listen`, and what an
 * application sends itself. Their answers never reach `Protocol` either, so that
 * the transport's `onmessage` is watched while one of them is open: assigned, as
 * the SDK does it, since on some transports it is an accessor.
 */
export class RawRequests {
  private readonly _observation: Observation;
  private readonly _watches = new WeakMap<SdkTransport, Watch>();

  constructor(observation: Observation) {
    this._observation = observation;
  }

  forward(transport: SdkTransport, request: Request, pass: Forward): unknown {
    const { calls, connections, exchanges, guard } = this._observation;
    const begun = guard.run('tracing a sent request', () => {
      const connection = connections.of(transport);
      if (calls.claims(request, connection.protocol)) {
        return undefined;
      }
      const exchange =
        request.method === LISTEN
          ? exchanges.beginSubscription(request, connection)
          : exchanges.beginCall(request, connection);
      const carried = exchanges.carry(request, exchange, connection);
      this._watch(transport, request.id, exchange);
      return { exchange, carried };
    });
    if (begun === undefined) {
      return pass(request);
    }
    const { exchange, carried } = begun;
    const fail = (error: unknown) => {
      guard.run('ending a sent request', () => {
        this._end(transport, request.id, localFailure(error));
      });
    };
    try {
      const returned = guard.within(exchange.context, () => pass(carried));
      return onSettled(returned, () => undefined, fail);
    } catch (error) {
      fail(error);
      throw error;
    }
  }

  abandon(transport: SdkTransport, outcome: Outcome): void {
    for (const id of [...(this._watches.get(transport)?.open.keys() ?? [])]) {
      this._end(transport, id, outcome);
    }
  }

  private _watch(
    transport: SdkTransport,
    id: RequestId,
    exchange: ClientExchange
  ): void {
    const watched = this._watches.get(transport);
    if (watched !== undefined) {
      watched.open.set(id, exchange);
      return;
    }
    const { guard } = this._observation;
    const previous = transport.onmessage;
    const read = (message: unknown) => {
      this._read(transport, message);
    };
    const onmessage: Method = function (this: object, ...args) {
      guard.run('reading an answer', () => {
        read(args[0]);
      });
      return previous === undefined
        ? undefined
        : Reflect.apply(previous, this, args);
    };
    const open = new Map([[id, exchange]]);
    this._watches.set(transport, { open, onmessage, previous });
    transport.onmessage = onmessage;
  }

  private _read(transport: SdkTransport, message: unknown): void {
    if (isResponse(message)) {
      this._end(transport, message.id, outcomeOfResponse(message));
      return;
    }
    const id = acknowledgedRequest(message);
    if (id !== undefined) {
      this._end(transport, id, { kind: 'result', toolError: false });
    }
  }

  private _end(transport: SdkTransport, id: RequestId, outcome: Outcome): void {
    const watch = this._watches.get(transport);
    const exchange = watch?.open.get(id);
    if (watch === undefined || exchange === undefined) {
      return;
    }
    watch.open.delete(id);
    exchange.end(outcome);
    if (watch.open.size === 0) {
      this._watches.delete(transport);
      if (transport.onmessage === watch.onmessage) {
        transport.onmessage = watch.previous;
      }
    }
  }
}
