/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context } from '@opentelemetry/api';
import { header } from '../../model/connection.ts';
import {
  isMessage,
  isObject,
  type ErrorObject,
  type Message,
} from '../../model/json-rpc.ts';
import { OTHER } from '../../model/methods.ts';
import { thisMoment } from '../../model/moment.ts';
import {
  ACCEPTED,
  failure,
  outcomeOfResponse,
  type Outcome,
} from '../../model/outcome.ts';
import { LISTEN } from '../../model/subscription.ts';
import { lifecycle } from '../../process/lifecycle.ts';
import { claimedProtocolVersion } from '../../model/protocol-version.ts';
import {
  isHttpRequest,
  isHttpResponse,
  readJson,
  type HttpRequest,
  type HttpResponse,
} from './http-body.ts';
import { EntryConnection } from './entry-connection.ts';
import type { Observation } from '../observation.ts';
import type { Method } from '../sdk-shapes.ts';
import { onSettled } from '../settled.ts';

/** What the requests of one handler have in common. */
export interface HttpEntry {
  readonly observation: Observation;
  /** Whether it may refuse the eras before (`legacy: 'reject'`): until it serves one. */
  strict: boolean;
}

/**
 * Wraps the `fetch(request, options)` of what `createMcpHandler` returns. It
 * rejects some requests before there is a server, and serves
 * `subscriptions/listen` without one; all others are handed on, and are not
 * traced here.
 */
export function fetchingEntry(
  entry: HttpEntry,
  active: () => boolean,
  original: Method
): Method {
  const { guard } = entry.observation;
  return function (this: object, ...args) {
    const [request, options] = args;
    const arrival = guard.run('tracing an HTTP request', () =>
      active() &&
      entry.observation.telemetry.audience.isPresent &&
      isHttpRequest(request) &&
      request.method === 'POST'
        ? new HttpArrival(entry, request, options)
        : undefined
    );
    const returned = original.apply(this, args);
    if (arrival === undefined) {
      return returned;
    }
    const answered = (response: unknown) => {
      guard.run('tracing an HTTP response', () => {
        arrival.answered(response);
      });
    };
    return onSettled(returned, answered, () => undefined);
  };
}

/** A POST that may turn out to be the entry's own to answer. */
class HttpArrival {
  private readonly _entry: HttpEntry;
  private readonly _observation: Observation;
  private readonly _headers: Headers;
  private readonly _context = context.active();
  private readonly _at = thisMoment();
  private readonly _method: string;
  private readonly _body: unknown;
  private readonly _isOfEraBefore: boolean;
  private _dispatched = false;

  constructor(entry: HttpEntry, request: HttpRequest, options: unknown) {
    const { observation, strict } = entry;
    lifecycle.message();
    this._entry = entry;
    this._observation = observation;
    this._headers = request.headers;
    this._body = isObject(options) ? options['parsedBody'] : undefined;
    const method = header(request.headers, 'mcp-method');
    this._isOfEraBefore = method === undefined;
    this._method = isMessage(this._body)
      ? this._body.method
      : (method ?? OTHER);
    observation.entries.add(request, () => {
      this._dispatched = true;
    });
    // A request that no server will read: its body says which trace it belongs to.
    const refused = strict && this._isOfEraBefore;
    if (this._body === undefined && (this._method === LISTEN || refused)) {
      this._body = readJson(request);
    }
  }

  answered(response: unknown): void {
    if (!isHttpResponse(response)) {
      return;
    }
    if (this._isOfEraBefore && response.status === 200) {
      this._entry.strict = false;
    }
    if (
      !this._dispatched &&
      (response.status >= 400 || this._method === LISTEN)
    ) {
      void this._trace(response, readJson(response));
    }
  }

  private async _trace(
    { status }: HttpResponse,
    body: Promise<unknown>
  ): Promise<void> {
    const [sent, answer] = await Promise.all([this._body, body]);
    this._observation.guard.run('tracing an HTTP response', () => {
      const message = isMessage(sent) ? sent : this._messageByHeaders(answer);
      // Without a revision it is of the era before, and was handed on as such.
      if (status < 400 && claimedProtocolVersion(message) === undefined) {
        return;
      }
      const exchange = context.with(this._context, () =>
        this._observation.exchanges.receiveRequest(
          message,
          new EntryConnection(this._at.monotonic),
          { headers: this._headers, handled: false, at: this._at }
        )
      );
      exchange.end(outcomeOf(status, answer));
    });
  }

  /** What is known of a rejected request without its body (SEP-2243, standard headers). */
  private _messageByHeaders(answer: unknown): Message {
    const target = header(this._headers, 'mcp-name');
    const id = isObject(answer) ? answer['id'] : undefined;
    return {
      method: this._method,
      ...((typeof id === 'string' || typeof id === 'number') && { id }),
      ...(target !== undefined &&
        !target.startsWith('=?') && { params: { name: target, uri: target } }),
    };
  }
}

/** A rejection says why in a JSON-RPC error; a challenge has an HTTP status only. */
function outcomeOf(status: number, answer: unknown): Outcome {
  const error = isObject(answer) ? answer['error'] : undefined;
  if (isErrorObject(error)) {
    return outcomeOfResponse({ error });
  }
  return status >= 400 ? failure(String(status)) : ACCEPTED;
}

function isErrorObject(value: unknown): value is ErrorObject {
  return isObject(value) && typeof value['code'] === 'number';
}
