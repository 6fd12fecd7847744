/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { trace, context } from '@opentelemetry/api';
import type { ClientExchange } from '../../exchange/client-exchange.ts';
import { OpenExchanges } from '../../exchange/open-exchanges.ts';
import type { ServerExchange } from '../../exchange/server-exchange.ts';
import type { Session } from '../../exchange/session.ts';
import { SmallMap } from '../../model/small-map.ts';
import type { Method, SdkProtocol, SdkTransport } from '../sdk-shapes.ts';
import { TransportConnection } from './transport-connection.ts';

/** What we know of one transport, which is found by it and dies with it. */
export class TransportState {
  readonly connection: TransportConnection;
  /** Requests that came through it. */
  readonly received = new OpenExchanges<ServerExchange>();
  /** Those among them whose response is on its way. */
  readonly leaving = new SmallMap<object, ServerExchange>();
  /** Requests that left through it without a `Protocol`. */
  readonly raw = new OpenExchanges<ClientExchange>();
  /** The client or server that uses it. */
  protocol: SdkProtocol | undefined;
  /** The call whose request is about to leave: the SDK sends it at once. */
  outgoing: ClientExchange | undefined;
  /** From its `initialize` to its close. */
  session: Session | undefined;
  /** Our own `send` on it. */
  send: Method | undefined;
  /** The one before, which ours calls. */
  original: Method | undefined;
  /** Whether somebody's `send` on top of ours keeps messages from it. */
  isBypassed = false;
  /** Whether it takes no `send` of ours, or hides it. */
  isClosed = false;
  /** Whether it is seen what it tells its protocol. */
  isWatched = false;

  constructor(transport: SdkTransport) {
    this.connection = new TransportConnection(transport);
  }

  /** A protocol is about to take over; some transports are connected again. */
  connectedTo(protocol: SdkProtocol): void {
    this.protocol = protocol;
    const { connection } = this;
    connection.connected();
    if (connection.ambientContext === 'unknown') {
      connection.openerSpanId ??= trace.getSpanContext(
        context.active()
      )?.spanId;
    }
  }
}

/** The state of each transport, made when it is first met. */
export class TransportStates {
  private readonly _byTransport = new WeakMap<object, TransportState>();

  of(transport: SdkTransport): TransportState {
    let state = this._byTransport.get(transport);
    if (state === undefined) {
      state = new TransportState(transport);
      this._byTransport.set(transport, state);
    }
    return state;
  }

  /** The same with what its SDK says of the connection right now. */
  current(transport: SdkTransport, protocol?: SdkProtocol): TransportState {
    const state = this.of(transport);
    state.protocol ??= protocol;
    state.connection.refresh(transport, state.protocol);
    return state;
  }

  /** Undefined for one that was never met. */
  known(transport: object): TransportState | undefined {
    return this._byTransport.get(transport);
  }
}
