/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  context as contextApi,
  SpanKind,
  trace,
  type Attributes,
  type Context,
} from '@opentelemetry/api';
import type { Arrival, Connection } from '../model/connection.ts';
import type { Message, Request } from '../model/json-rpc.ts';
import { OTHER } from '../model/methods.ts';
import { ATTR_MCP_METHOD_NAME } from '../semconv.ts';
import { clientAttributes } from '../telemetry/client-address.ts';
import { connectionAttributes } from '../telemetry/connection-attributes.ts';
import { recordException } from '../telemetry/exceptions.ts';
import { recordMcpLog } from '../telemetry/mcp-logs.ts';
import { messageAttributes } from '../telemetry/message-attributes.ts';
import { ClientExchange } from './client-exchange.ts';
import { Exchange, type Start } from './exchange.ts';
import { outgoingHeaders, outgoingParams } from './outgoing-params.ts';
import { incomingOrigin, outgoingParent, type Origin } from './parent.ts';
import { Legs, linksToLeg, parentOfNextLeg } from './legs.ts';
import { messageInfo } from './message-info.ts';
import { Recordings } from './recordings.ts';
import { References } from './references.ts';
import { ServerExchange } from './server-exchange.ts';
import { Session } from './session.ts';
import type { Telemetry } from './telemetry.ts';
import { trustIn } from './trust.ts';

/** Begins exchanges: one span each, in the right place of the right trace. */
export class Exchanges {
  private readonly _telemetry: Telemetry;
  private readonly _recordings: Recordings;
  private readonly _references = new References();
  private readonly _legs = new Legs();

  constructor(telemetry: Telemetry) {
    this._telemetry = telemetry;
    this._recordings = new Recordings(telemetry);
  }

  /** We are about to send a request. */
  beginCall(message: Message, connection: Connection): ClientExchange {
    const previous = this._legs.previousOf(message);
    const origin =
      previous === undefined
        ? { parent: outgoingParent(message), links: [] }
        : { parent: parentOfNextLeg(previous), links: linksToLeg(previous) };
    return new ClientExchange(this._send(message, connection, origin));
  }

  /** We are about to send `subscriptions/listen`: notifications will refer to it. */
  beginSubscription(request: Request, connection: Connection): ClientExchange {
    const call = this.beginCall(request, connection);
    const span = trace.getSpanContext(call.context);
    if (span !== undefined) {
      this._references.rememberSubscription(connection, request.id, span);
    }
    return call;
  }

  /** We are about to send a notification. */
  beginNotification(message: Message, connection: Connection): Exchange {
    const parent = outgoingParent(message);
    this._recordLog(message, parent, 'server');
    return new Exchange(this._send(message, connection, { parent, links: [] }));
  }

  /** A request has come in. */
  receiveRequest(
    message: Message,
    connection: Connection,
    arrival: Arrival
  ): ServerExchange {
    return new ServerExchange(this._receive(message, connection, arrival));
  }

  /** A notification has come in. */
  receiveNotification(
    message: Message,
    connection: Connection,
    arrival: Arrival
  ): Exchange {
    const exchange = new Exchange(this._receive(message, connection, arrival));
    this._recordLog(message, exchange.parent, 'client');
    return exchange;
  }

  /**
   * The message with the exchange's context in `params._meta`, as far as its
   * peer is to get it: a copy, or the very same object where there is nothing to
   * say.
   */
  carry<M extends Message>(
    message: M,
    exchange: Exchange,
    connection: Connection
  ): M {
    const params = outgoingParams(
      message,
      exchange.context,
      connection,
      this._telemetry
    );
    if (params === message.params) {
      return message;
    }
    if (exchange instanceof ClientExchange) {
      exchange.carries(params, this._legs);
    }
    return { ...message, params };
  }

  /** What an HTTP request on behalf of a context says of it, as far as its peer is to get it. */
  headersOf(
    context: Context,
    connection: Connection
  ): Readonly<Record<string, unknown>> {
    return outgoingHeaders(context, connection, this._telemetry);
  }

  /** `initialize` has succeeded. */
  beginSession(connection: Connection, kind: SpanKind): Session {
    return new Session(this._telemetry, connection, kind);
  }

  /** Something was thrown on behalf of the exchange in whose context we are. */
  recordException(error: unknown): void {
    const { logger, settings } = this._telemetry;
    recordException(error, contextApi.active(), logger, settings);
  }

  /** Servers send log messages, and clients receive them: below the span that logged. */
  private _recordLog(
    message: Message,
    context: Context,
    side: 'client' | 'server'
  ): void {
    const { logger, settings } = this._telemetry;
    const { logsFromMcp } = settings;
    if (logsFromMcp === side || logsFromMcp === 'both') {
      recordMcpLog(message, context, logger);
    }
  }

  private _receive(
    message: Message,
    connection: Connection,
    arrival: Arrival
  ): Start {
    const kind = SpanKind.SERVER;
    const trust = trustIn(message, connection, arrival, this._telemetry);
    const origin = incomingOrigin(message, connection, arrival, trust);
    const attributes = {
      ...messageAttributes(message),
      ...connectionAttributes(connection, kind, message, arrival),
      ...clientAttributes(origin.ambientSpan, arrival.headers),
    };
    if (!this._isKnown(message.method, arrival)) {
      attributes[ATTR_MCP_METHOD_NAME] = OTHER;
    }
    return this._start(message, kind, connection, origin, attributes, arrival);
  }

  private _send(
    message: Message,
    connection: Connection,
    origin: Origin
  ): Start {
    const kind = SpanKind.CLIENT;
    const attributes = {
      ...messageAttributes(message),
      ...connectionAttributes(connection, kind, message),
    };
    return this._start(message, kind, connection, origin, attributes);
  }

  private _start(
    message: Message,
    kind: SpanKind,
    connection: Connection,
    origin: Origin,
    attributes: Attributes,
    arrival: Arrival = {}
  ): Start {
    const references = this._references;
    const { parent } = origin;
    const { at } = arrival;
    const recording = this._recordings.begin({
      message,
      info: () => messageInfo(message, kind, connection, arrival),
      kind,
      parent,
      links: [...origin.links, ...references.linksOf(connection, message)],
      attributes,
      at,
    });
    const telemetry = this._telemetry;
    return {
      message,
      kind,
      parent,
      attributes,
      recording,
      connection,
      telemetry,
      references,
      at,
    };
  }

  /** A method is what the peer says it is only if somebody here knows it. */
  private _isKnown(method: string, { handled }: Arrival): boolean {
    const { names } = this._telemetry;
    if (handled === true) {
      names.addMethod(method);
    }
    return handled !== false || names.knowsMethod(method);
  }
}
