/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  SpanKind,
  trace,
  type Attributes,
  type Context,
  type Link,
  type Tracer,
} from '@opentelemetry/api';
import { injectMeta } from 'opentelemetry-propagator-mcp';
import type { Arrival, Connection } from '../model/connection.ts';
import { isObject, type Message } from '../model/json-rpc.ts';
import { connectionAttributes } from '../telemetry/connection-attributes.ts';
import {
  messageAttributes,
  spanName,
} from '../telemetry/message-attributes.ts';
import { ClientExchange } from './client-exchange.ts';
import { Exchange, type Start } from './exchange.ts';
import { incomingOrigin, outgoingParent } from './parent.ts';
import { ServerExchange } from './server-exchange.ts';

/** Where telemetry comes from; asked every time, since a provider may come late. */
export interface TelemetrySource {
  readonly tracer: Tracer;
}

/** Begins exchanges: one span each, in the right place of the right trace. */
export class Exchanges {
  private readonly _source: TelemetrySource;
  /** `_meta` objects of ours, to know the next leg of a multi-round trip by. */
  private readonly _legs = new WeakMap<object, ClientExchange>();

  constructor(source: TelemetrySource) {
    this._source = source;
  }

  /** We are about to send a request. */
  beginCall(message: Message, connection: Connection): ClientExchange {
    const previous = this._previousLeg(message);
    const parent =
      previous === undefined ? outgoingParent(message) : parentOfLeg(previous);
    const links = previous === undefined ? [] : linksTo(previous);
    return new ClientExchange(
      this._start(message, SpanKind.CLIENT, parent, links, connection)
    );
  }

  /** We are about to send a notification. */
  beginNotification(message: Message, connection: Connection): Exchange {
    const parent = outgoingParent(message);
    return new Exchange(
      this._start(message, SpanKind.CLIENT, parent, [], connection)
    );
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
    return new Exchange(this._receive(message, connection, arrival));
  }

  /**
   * The message with the exchange's context in `params._meta`: a copy, or the
   * very same object where the propagator has nothing to say.
   */
  carry<M extends Message>(message: M, exchange: Exchange): M {
    const params = injectMeta(exchange.context, message.params);
    if (params === message.params) {
      return message;
    }
    const meta = isObject(params) ? params['_meta'] : undefined;
    if (isObject(meta) && exchange instanceof ClientExchange) {
      this._legs.set(meta, exchange);
    }
    return { ...message, params };
  }

  private _receive(
    message: Message,
    connection: Connection,
    arrival: Arrival
  ): Start {
    const { parent, links } = incomingOrigin(message, connection, arrival);
    return this._start(
      message,
      SpanKind.SERVER,
      parent,
      links,
      connection,
      arrival
    );
  }

  private _start(
    message: Message,
    kind: SpanKind,
    parent: Context,
    links: Link[],
    connection: Connection,
    arrival?: Arrival
  ): Start {
    const attributes: Attributes = {
      ...messageAttributes(message),
      ...connectionAttributes(connection, kind, message, arrival),
    };
    const span = this._source.tracer.startSpan(
      spanName(attributes),
      { kind, attributes, links },
      parent
    );
    return { message, kind, span, parent };
  }

  /**
   * The SDK repeats a call that required input with the params of the first
   * request, our `_meta` object among them.
   */
  private _previousLeg(message: Message): ClientExchange | undefined {
    const meta = isObject(message.params) ? message.params['_meta'] : undefined;
    const leg = isObject(meta) ? this._legs.get(meta) : undefined;
    return leg?.inputRequired === true ? leg : undefined;
  }
}

/** Legs of one call stand side by side, unless nothing else would connect them. */
function parentOfLeg(previous: ClientExchange): Context {
  return trace.getSpanContext(previous.parent) === undefined
    ? previous.context
    : previous.parent;
}

function linksTo(previous: ClientExchange): Link[] {
  const context = trace.getSpanContext(previous.context);
  return context === undefined ? [] : [{ context }];
}
