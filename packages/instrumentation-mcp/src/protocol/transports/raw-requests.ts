/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ClientExchange } from '../../exchange/client-exchange.ts';
import { isResponse, type Request } from '../../model/json-rpc.ts';
import {
  ACCEPTED,
  CANCELLED,
  CONNECTION_CLOSED,
  failure,
  outcomeOfResponse,
} from '../../model/outcome.ts';
import { acknowledgedRequest, LISTEN } from '../../model/subscription.ts';
import type { Observation } from '../observation.ts';
import type { SdkTransport } from '../sdk-shapes.ts';
import { hearHandler } from './handler-watch.ts';
import type { TransportState } from './transport-states.ts';

/**
 * Requests that reach the transport without passing through `Protocol`: the
 * v2 client's probe (`server/discover`), `subscriptions/listen`, and what an
 * application sends itself, such as a relay. Their answers never reach `Protocol`
 * either, so that the transport's handlers are heard while one of them is open.
 */
export class RawRequests {
  private readonly _observation: Observation;
  /** Stop hearing, by transport. */
  private readonly _heard = new WeakMap<SdkTransport, (() => void)[]>();

  constructor(observation: Observation) {
    this._observation = observation;
  }

  begin(
    transport: SdkTransport,
    { connection, raw }: TransportState,
    request: Request
  ): ClientExchange {
    const { exchanges, negotiations } = this._observation;
    const exchange =
      request.method === LISTEN
        ? exchanges.beginSubscription(request, connection)
        : exchanges.beginCall(request, connection);
    negotiations.begun(transport, exchange);
    raw.add(request.id, exchange);
    if (!this._heard.has(transport)) {
      this._hear(transport);
    }
    return exchange;
  }

  /** Its sender took a request back: no answer will follow. */
  cancelled(transport: SdkTransport, call: ClientExchange): void {
    call.end(failure(CANCELLED));
    this._stopIfIdle(transport);
  }

  /** Ends what can no longer be answered. */
  abandon(transport: SdkTransport, errorType: string): void {
    this._stateOf(transport).raw.endAll(failure(errorType));
    this._stopIfIdle(transport);
  }

  private _hear(transport: SdkTransport): void {
    const { guard } = this._observation;
    this._heard.set(transport, [
      hearHandler(transport, 'onmessage', message => {
        guard.run('reading an answer', () => {
          this._read(transport, message);
        });
      }),
      hearHandler(transport, 'onclose', () => {
        guard.run('closing a connection', () => {
          this.abandon(transport, CONNECTION_CLOSED);
        });
      }),
    ]);
  }

  private _read(transport: SdkTransport, message: unknown): void {
    const { raw } = this._stateOf(transport);
    if (isResponse(message)) {
      raw.get(message.id)?.end(outcomeOfResponse(message));
    } else {
      const id = acknowledgedRequest(message);
      if (id !== undefined) {
        raw.get(id)?.end(ACCEPTED);
      }
    }
    this._stopIfIdle(transport);
  }

  private _stopIfIdle(transport: SdkTransport): void {
    if (this._stateOf(transport).raw.size > 0) {
      return;
    }
    for (const stop of this._heard.get(transport) ?? []) {
      stop();
    }
    this._heard.delete(transport);
  }

  private _stateOf(transport: SdkTransport): TransportState {
    return this._observation.transports.of(transport);
  }
}
