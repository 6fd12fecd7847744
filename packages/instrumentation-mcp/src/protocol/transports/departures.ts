/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, type Context } from '@opentelemetry/api';
import type { ClientExchange } from '../../exchange/client-exchange.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { ServerExchange } from '../../exchange/server-exchange.ts';
import {
  isMessage,
  isRequest,
  isResponse,
  requestIdParam,
  type Message,
  type Request,
  type Response,
} from '../../model/json-rpc.ts';
import {
  DELIVERED,
  DROPPED,
  failure,
  type Outcome,
} from '../../model/outcome.ts';
import { OTHER } from '../../model/methods.ts';
import { silenced } from '../../model/transport-silence.ts';
import type { Guard } from '../guard.ts';
import { namedBy } from '../named-messages.ts';
import type { Observation } from '../observation.ts';
import type { SdkTransport } from '../sdk-shapes.ts';
import { beside, onSettled } from '../settled.ts';
import { agreeOn } from './agreement.ts';
import { watchAnswer } from './answers.ts';
import { localFailure } from './local-failure.ts';
import { hasNoStream } from './open-streams.ts';
import { RawRequests } from './raw-requests.ts';
import type { TransportState } from './transport-states.ts';

/** What is done for a message that leaves through a transport, before and after. */
export class Departures {
  readonly raw: RawRequests;
  readonly guard: Guard;
  private readonly _observation: Observation;
  /** On their way right now: v1 calls its own `send` again after a 401. */
  private readonly _passing = new WeakSet<object>();

  constructor(observation: Observation) {
    this._observation = observation;
    this.guard = observation.guard;
    this.raw = new RawRequests(observation);
  }

  /**
   * Ends the exchange that a response answers, or begins that of a message which
   * has none yet; whose copy with our context takes its place in the arguments.
   *
   * @returns what is waiting for the message to have left
   */
  begin(
    transport: SdkTransport,
    state: TransportState,
    args: unknown[]
  ): Exchange | undefined {
    const message = args[0];
    try {
      if (isResponse(message)) {
        return this._answer(transport, state, message);
      }
      if (!isMessage(message)) {
        return undefined;
      }
      return isRequest(message)
        ? (this._claimed(state, message) ??
            this._request(transport, state, message, args))
        : this._notify(transport, state, message, args);
    } catch (error) {
      this.guard.report('tracing a message that leaves', error);
      return undefined;
    }
  }

  /**
   * The context to send in, if it matters to anybody: pipes and memory have
   * nobody who would read it. Without the spans of HTTP requests, where the
   * operator does not want them.
   */
  contextOf(
    exchange: Exchange | undefined,
    { connection }: TransportState
  ): Context | undefined {
    const { settings, telemetry } = this._observation;
    try {
      if (
        settings.suppressTransportSpans &&
        connection.url !== undefined &&
        telemetry.audience.isPresent
      ) {
        return silenced(exchange?.context ?? context.active());
      }
    } catch (error) {
      this.guard.report('silencing a transport', error);
    }
    return connection.readsContext && !(exchange instanceof ServerExchange)
      ? exchange?.context
      : undefined;
  }

  failed(exchange: Exchange | undefined, error: unknown): void {
    try {
      exchange?.rejected(localFailure(error));
    } catch (problem) {
      this.guard.report('ending a message', problem);
    }
  }

  /** Returns what the host gets for what the transport returned. */
  left(
    exchange: Exchange | undefined,
    self: object,
    state: TransportState,
    args: readonly unknown[],
    returned: unknown
  ): unknown {
    if (exchange === undefined) {
      return returned;
    }
    if (exchange instanceof ServerExchange) {
      return watchAnswer(exchange, state, returned, this.guard);
    }
    const { id } = exchange;
    if (id === undefined) {
      const unheard = this.guard.run('looking for a stream', () =>
        hasNoStream(self, args[1])
      );
      const outcome = unheard === true ? failure(DROPPED) : DELIVERED;
      return this._watch(exchange, args[0], outcome, returned);
    }
    if (state.raw.get(id) === exchange) {
      return this._watch(exchange, args[0], undefined, returned);
    }
    // The SDK handles what becomes of the requests of a `Protocol`.
    beside(returned, undefined, error => {
      this.failed(exchange, error);
    });
    return returned;
  }

  /** Of a notification, or of a request that no `Protocol` sent. */
  private _watch(
    exchange: Exchange,
    message: unknown,
    outcome: Outcome | undefined,
    returned: unknown
  ): unknown {
    const passed = () => {
      this._passing.delete(message as object);
    };
    return onSettled(
      returned,
      () => {
        passed();
        if (outcome !== undefined) {
          this.guard.run('ending a notification', () => {
            exchange.end(outcome);
          });
        }
      },
      error => {
        passed();
        this.failed(exchange, error);
      }
    );
  }

  private _answer(
    transport: SdkTransport,
    { received }: TransportState,
    response: Response
  ): ServerExchange | undefined {
    const exchange = received.get(response.id);
    if (exchange !== undefined) {
      agreeOn(this._observation, transport, exchange, response);
      exchange.answers(response);
    }
    return exchange;
  }

  /** The call whose request this is, which thereby gets its id. */
  private _claimed(
    state: TransportState,
    request: Request
  ): ClientExchange | undefined {
    const { outgoing, protocol } = state;
    if (protocol === undefined || outgoing?.method !== request.method) {
      return undefined;
    }
    state.outgoing = undefined;
    this._observation.callsOf(protocol).sent(request.id, outgoing);
    return outgoing;
  }

  /** A request that no `Protocol` sends, or sends again. */
  private _request(
    transport: SdkTransport,
    state: TransportState,
    request: Request,
    args: unknown[]
  ): ClientExchange | undefined {
    const { protocol } = state;
    const known =
      protocol === undefined
        ? undefined
        : this._observation.knownCallsOf(protocol)?.get(request.id);
    if (
      known?.method === request.method ||
      this._passing.has(request) ||
      !this._observation.follows(request)
    ) {
      return undefined;
    }
    this._observation.transports.current(transport);
    const exchange = this.raw.begin(transport, state, request);
    args[0] = this._carried(request, exchange, state);
    return exchange;
  }

  private _notify(
    transport: SdkTransport,
    state: TransportState,
    message: Message,
    args: unknown[]
  ): Exchange | undefined {
    if (this._passing.has(message) || !this._observation.follows(message)) {
      return undefined;
    }
    const { transports, exchanges } = this._observation;
    const { connection, raw, received, protocol } =
      transports.current(transport);
    const id =
      message.method === 'notifications/cancelled'
        ? requestIdParam(message, 'requestId')
        : undefined;
    const taken = id === undefined ? undefined : raw.get(id);
    const named =
      taken ??
      namedBy(
        message,
        () =>
          protocol === undefined
            ? undefined
            : this._observation.knownCallsOf(protocol),
        () => received
      );
    const exchange = exchanges.beginNotification(message, connection, named);
    args[0] = this._carried(message, exchange, state);
    if (taken !== undefined) {
      this.raw.cancelled(transport, taken);
    }
    return exchange;
  }

  private _carried(
    message: Message,
    exchange: Exchange,
    { connection }: TransportState
  ): Message {
    try {
      const { exchanges } = this._observation;
      const carried = exchanges.carry(message, exchange, connection);
      this._passing.add(carried);
      return carried;
    } catch (error) {
      exchange.end(failure(OTHER));
      throw error;
    }
  }
}
