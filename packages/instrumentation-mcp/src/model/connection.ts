/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context, SpanContext } from '@opentelemetry/api';
import type { JsonObject } from './json-rpc.ts';
import type { Moment } from './moment.ts';

/**
 * What the ambient context means at the moment when a connection hands over a
 * message:
 * - `message`: it belongs to this very message, such as the HTTP server span of
 *   the POST that carried it;
 * - `call`: it belongs to the outgoing call whose answer carried the message,
 *   while that call is open, as in a client of Streamable HTTP; otherwise it is
 *   the opener's;
 * - `opener`: it is the context in which the connection was opened (stdio, an
 *   SSE stream). It outlives its span and is never a parent;
 * - `unknown`: a transport that we have never seen.
 */
export type AmbientContext = 'message' | 'call' | 'opener' | 'unknown';

/**
 * One end of an MCP connection, as telemetry sees it: plain values, so that who
 * keeps one keeps neither a transport nor a client or server.
 */
export interface Connection {
  /** `network.transport`: absent where there is no network, as in memory. */
  readonly networkTransport?: 'pipe' | 'tcp' | undefined;
  /** `network.protocol.name`. */
  readonly protocolName?: 'http' | 'websocket' | undefined;
  readonly ambientContext: AmbientContext;
  /** The server's URL, known to clients of HTTP and WebSocket. */
  readonly url?: string | undefined;
  /** The server's command line, known to stdio clients. */
  readonly command?: string | undefined;
  /** Host and port of the server, known to clients of HTTP and WebSocket. */
  readonly serverAddress?: string | undefined;
  readonly serverPort?: number | undefined;
  /**
   * Whether it lives for one request only, as over HTTP since MCP 2026-07-28:
   * then closing it takes the request back.
   */
  readonly singleRequest: boolean;
  /** When the connection was opened, on the clock of `performance.now()`. */
  readonly openedAt: number;
  /** Span id that was active when an unknown connection was opened. */
  readonly openerSpanId?: string | undefined;
  /** The protocol revision in force, as far as the wire and the SDK tell. */
  readonly protocolVersion?: string | undefined;
  /** The `Mcp-Session-Id`, where one has been assigned. */
  readonly sessionId?: string | undefined;
  /** Whether `initialize` opens a session here: not without an id over Streamable HTTP. */
  readonly hasSession: boolean;
  /**
   * The open calls of the client whose end this is; undefined on a server's. What
   * its server sends belongs to one of them, or is not believed.
   */
  readonly ownCalls?: OwnCalls | undefined;
  /** How many requests wait for a response on it, ours and the peer's. */
  waiting: number;
}

/** The open calls of a client. */
export interface OwnCalls {
  /** The context of one in a trace. */
  contextIn(traceId: string): Context | undefined;
}

/** A request that another message names. */
export interface Named {
  /** While it is open. */
  readonly context?: Context | undefined;
  /** When it is over, as long as it is remembered. */
  readonly span?: SpanContext | undefined;
}

/** What a transport tells about one incoming message beside the message itself. */
export interface Arrival {
  /** Headers of the HTTP request that carried the message, lower-case names. */
  readonly headers?: HttpHeaders | undefined;
  /** What the SDK knows of the authenticated caller. */
  readonly authInfo?: unknown;
  /** The request that the message itself is about. */
  readonly named?: Named | undefined;
  /** Whether this side has a handler for the method; undefined where nobody can tell. */
  readonly handled?: boolean | undefined;
  /** When it came in, where its span is begun only later. */
  readonly at?: Moment | undefined;
}

/** Of a message that says all there is to know itself. */
export const NO_ARRIVAL: Arrival = {};

/**
 * A Fetch API `Headers`, or a plain object, as Node has it: by lower-case names,
 * though applications write others as well.
 */
export type HttpHeaders = Headers | JsonObject;

/** Whether something answers like a Fetch API `Headers`, of whatever realm or polyfill. */
export function isFetchHeaders(headers: HttpHeaders): headers is Headers {
  return (
    typeof headers.get === 'function' && typeof headers.keys === 'function'
  );
}

/** One header, the first of several. `name` is in lower case. */
export function header(
  headers: HttpHeaders | undefined,
  name: string
): string | undefined {
  if (headers === undefined) {
    return undefined;
  }
  if (isFetchHeaders(headers)) {
    return headers.get(name) ?? undefined;
  }
  const key = Object.hasOwn(headers, name)
    ? name
    : Object.keys(headers).find(
        other => other.length === name.length && other.toLowerCase() === name
      );
  const value = key === undefined ? undefined : headers[key];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : undefined;
}

/** The names of all headers, in lower case. */
export function headerNames(headers: HttpHeaders): string[] {
  const names = isFetchHeaders(headers)
    ? [...headers.keys()]
    : Object.keys(headers);
  return names.map(name => name.toLowerCase());
}
