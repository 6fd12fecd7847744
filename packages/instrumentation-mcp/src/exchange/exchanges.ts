/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  context as contextApi,
  SpanKind,
  trace,
  type Context,
} from '@opentelemetry/api';
import {
  NO_ARRIVAL,
  type Arrival,
  type Connection,
  type Named,
} from '../model/connection.ts';
import {
  isObject,
  type Message,
  type Request,
  type Response,
} from '../model/json-rpc.ts';
import { cacheHitEvent } from '../telemetry/cache-hit.ts';
import { agreedAttributes } from '../telemetry/connection-attributes.ts';
import { recordException } from '../telemetry/exceptions.ts';
import { recordMcpLog } from '../telemetry/mcp-logs.ts';
import { ClientExchange } from './client-exchange.ts';
import { Exchange } from './exchange.ts';
import type { Shared } from './shared.ts';
import { describeVersion, versionOf } from './json-rpc-version.ts';
import { Legs } from './legs.ts';
import type { Opening, Origin } from './opening.ts';
import { OuterSpans } from './outer-span.ts';
import { outgoingHeaders, outgoingParams } from './outgoing-params.ts';
import { incomingOrigin, outgoingParent, related } from './parent.ts';
import { References } from './references.ts';
import { ServerExchange } from './server-exchange.ts';
import { Session } from './session.ts';
import type { Telemetry } from './telemetry.ts';
import { trustIn } from './trust.ts';

/** Begins exchanges: one span each, in the right place of the right trace. */
export class Exchanges {
  private readonly _telemetry: Telemetry;
  private readonly _shared: Shared;

  constructor(telemetry: Telemetry) {
    this._telemetry = telemetry;
    this._shared = {
      telemetry,
      references: new References(),
      legs: new Legs(),
      outerSpans: new OuterSpans(telemetry.diag),
    };
  }

  /** We are about to send a request. */
  beginCall(message: Message, connection: Connection): ClientExchange {
    const origin = this._shared.legs.originOfNext(message) ?? {
      parent: outgoingParent(message),
    };
    return new ClientExchange(
      this._shared,
      outgoing(message, connection, origin)
    );
  }

  /** We are about to send `subscriptions/listen`: notifications will refer to it. */
  beginSubscription(request: Request, connection: Connection): ClientExchange {
    const call = this.beginCall(request, connection);
    const span = trace.getSpanContext(call.context);
    if (span !== undefined) {
      this._shared.references.rememberSubscription(
        connection,
        request.id,
        span
      );
    }
    return call;
  }

  /** We are about to send a notification, which may be about a request. */
  beginNotification(
    message: Message,
    connection: Connection,
    named?: Named
  ): Exchange {
    const origin = related({ parent: outgoingParent(message) }, named);
    this._recordLog(message, origin.parent, 'server');
    return new Exchange(this._shared, outgoing(message, connection, origin));
  }

  /** A request has come in. */
  receiveRequest(
    message: Message,
    connection: Connection,
    arrival: Arrival
  ): ServerExchange {
    return new ServerExchange(
      this._shared,
      this._incoming(message, connection, arrival)
    );
  }

  /** A notification has come in. */
  receiveNotification(
    message: Message,
    connection: Connection,
    arrival: Arrival
  ): Exchange {
    const exchange = new Exchange(
      this._shared,
      this._incoming(message, connection, arrival)
    );
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
    const meta = isObject(params) ? params['_meta'] : undefined;
    if (exchange instanceof ClientExchange && isObject(meta)) {
      exchange.carries(meta);
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

  /** `initialize` has succeeded: the exchange says what was agreed on. */
  beginSession(
    connection: Connection,
    exchange: Exchange,
    response: Response
  ): Session | undefined {
    describeVersion(exchange, response);
    const agreed = agreedAttributes(connection);
    for (const [key, value] of Object.entries(agreed)) {
      if (typeof value === 'string') {
        exchange.describe(key, value);
      }
    }
    return connection.hasSession
      ? new Session(
          this._telemetry,
          connection,
          exchange.kind,
          versionOf(exchange)
        )
      : undefined;
  }

  /** Whether exceptions are recorded, and somebody reads them. */
  get recordsExceptions(): boolean {
    const { settings, audience } = this._telemetry;
    switch (settings.toolExceptions) {
      case 'off':
        return false;
      case 'log':
        return audience.readsLogs;
      case 'span-event':
        return trace.getActiveSpan()?.isRecording() === true;
    }
  }

  /** Something was thrown on behalf of the exchange in whose context we are. */
  recordException(error: unknown): void {
    const { logger, settings } = this._telemetry;
    recordException(error, contextApi.active(), logger, settings);
  }

  /** Says on the span of a context which call was answered out of a cache. */
  recordCacheHit(context: Context, method: unknown, key: unknown): void {
    const caller = trace.getSpan(context);
    if (caller?.isRecording() === true) {
      cacheHitEvent(caller, method, key, this._telemetry.settings);
    }
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
      try {
        recordMcpLog(message, context, logger);
      } catch (error) {
        this._telemetry.failed('recording a log message', error);
      }
    }
  }

  private _incoming(
    message: Message,
    connection: Connection,
    arrival: Arrival
  ): Opening {
    const trust =
      this._telemetry.policies.trust ??
      trustIn(message, connection, arrival, this._telemetry);
    const origin = incomingOrigin(message, connection, arrival, trust);
    return { message, kind: SpanKind.SERVER, connection, arrival, origin };
  }
}

function outgoing(
  message: Message,
  connection: Connection,
  origin: Origin
): Opening {
  const arrival = NO_ARRIVAL;
  return { message, kind: SpanKind.CLIENT, connection, arrival, origin };
}
