/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  context as contextApi,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  trace,
  type Context,
  type Link,
  type Span,
  type SpanContext,
  type TextMapGetter,
} from '@opentelemetry/api';
import { extractMeta, receiveMeta } from 'opentelemetry-propagator-mcp';
import {
  header,
  headerNames,
  type Arrival,
  type Connection,
  type HttpHeaders,
  type Named,
  type OwnCalls,
} from '../model/connection.ts';
import type { Message } from '../model/json-rpc.ts';
import { openCall } from './call.ts';
import { httpSpanOf, isOver } from './http-span.ts';
import { LightContext } from './light-context.ts';
import type { Origin } from './opening.ts';
import type { Trust } from './policies.ts';

const headerGetter: TextMapGetter<HttpHeaders> = {
  get: (headers, name) => header(headers, name.toLowerCase()),
  keys: headerNames,
};

/**
 * The parent of an outgoing message: the caller's context. A caller without a
 * span that put a valid `traceparent` into `_meta` by hand continues that trace.
 */
export function outgoingParent(message: Message): Context {
  const active = contextApi.active();
  return spanContextOf(active) === undefined
    ? extractMeta(active, message.params)
    : active;
}

/**
 * The parent of an incoming message (semantic-conventions-genai, "Context
 * propagation"): what `params._meta` carries, with a link to the ambient span;
 * else the ambient span if it belongs to this very message; else the call that
 * the message refers to; else the headers of the HTTP request; else a new trace.
 * The operator's trust in the peer decides how much of this holds.
 */
export function incomingOrigin(
  message: Message,
  connection: Connection,
  arrival: Arrival,
  trust: Trust
): Origin {
  const active = messageContext(connection, arrival);
  const ambient =
    trust.policy === 'continue'
      ? active
      : withoutBaggageOf(active, arrival.headers);
  const origin =
    connection.ownCalls !== undefined && trust.policy === 'continue'
      ? originOfServer(connection.ownCalls, ambient, message, arrival, trust)
      : originOfPeer(connection, ambient, message, arrival, trust);
  return related(origin, arrival.named);
}

function originOfPeer(
  connection: Connection,
  ambient: Context,
  message: Message,
  arrival: Arrival,
  trust: Trust
): Origin {
  const received = receiveMeta(LightContext.of(ambient), message.params, trust);
  if (received.remote === undefined && spanContextOf(ambient) === undefined) {
    return fallbackOrigin(received.parent, arrival, trust);
  }
  const ambientSpan = trace.getSpan(ambient);
  const { parent, links } = received;
  if (connection.ambientContext === 'call') {
    // The call that reads an answer is no cause of what comes with the answer.
    const others = links.filter(link => !isSame(link, ambientSpan));
    return { parent, links: others, ambientSpan };
  }
  const httpSpan = httpSpanOf(ambient);
  return httpSpan === undefined || httpSpan === ambientSpan
    ? { parent, links, ambientSpan }
    : {
        parent,
        links: links.map(link =>
          isSame(link, ambientSpan) ? { context: httpSpan.spanContext() } : link
        ),
        ambientSpan: httpSpan,
      };
}

/**
 * Of what a server sends to its client. It may continue the trace of a call that
 * is open, with that call's sampling and baggage; whatever else it claims is no
 * more than a link, or anybody could write into any trace.
 */
function originOfServer(
  calls: OwnCalls,
  ambient: Context,
  { params }: Message,
  { named }: Arrival,
  trust: Trust
): Origin {
  const { remote } = receiveMeta(ROOT_CONTEXT, params, trust);
  const call = remote && calls.contextIn(remote.traceId);
  const own = call && spanContextOf(call);
  if (remote !== undefined && call !== undefined && own !== undefined) {
    const { traceFlags, traceState } = own;
    const { traceId, spanId } = remote;
    const parent = trace.setSpanContext(call, {
      traceId,
      spanId,
      traceFlags,
      ...(traceState !== undefined && { traceState }),
      isRemote: true,
    });
    return { parent, ambientSpan: trace.getSpan(ambient) };
  }
  const parent =
    spanContextOf(ambient) === undefined
      ? (named?.context ?? ambient)
      : ambient;
  return receiveMeta(parent, params, {
    ...trust,
    policy: 'link',
    parent: 'ambient',
  });
}

/** Without what the peer's own HTTP request has put into it. */
function withoutBaggageOf(
  context: Context,
  headers: HttpHeaders | undefined
): Context {
  const baggage = propagation.getBaggage(context);
  if (baggage === undefined) {
    return context;
  }
  if (headers === undefined) {
    return propagation.deleteBaggage(context);
  }
  const sent = propagation.getBaggage(
    propagation.extract(ROOT_CONTEXT, headers, headerGetter)
  );
  const theirs = (sent?.getAllEntries() ?? [])
    .filter(([key, { value }]) => baggage.getEntry(key)?.value === value)
    .map(([key]) => key);
  return propagation.setBaggage(context, baggage.removeEntries(...theirs));
}

/**
 * A message that names a request belongs to it: below it while it is open and
 * nothing else is known of where the message came from, else linked to it, unless
 * they are of one trace anyway.
 */
export function related(origin: Origin, named: Named | undefined): Origin {
  if (named === undefined) {
    return origin;
  }
  const target =
    named.context === undefined ? named.span : spanContextOf(named.context);
  if (target === undefined) {
    return origin;
  }
  const parent = spanContextOf(origin.parent);
  if (parent === undefined && named.context !== undefined) {
    return { ...origin, parent: named.context };
  }
  return parent?.traceId === target.traceId
    ? origin
    : { ...origin, links: [...(origin.links ?? []), { context: target }] };
}

/** Neither `_meta` nor the ambient context said anything. */
function fallbackOrigin(
  root: Context,
  { named, headers }: Arrival,
  { policy }: Trust
): Origin {
  if (named?.context !== undefined) {
    return { parent: named.context };
  }
  if (headers === undefined || policy === 'ignore') {
    return { parent: root };
  }
  const parent = propagation.extract(root, headers, headerGetter);
  if (policy === 'continue') {
    return { parent };
  }
  const remote = spanContextOf(parent);
  if (remote === undefined) {
    return { parent: root };
  }
  // Without the peer's tracestate, as in a link to what `_meta` carries.
  const { traceId, spanId, traceFlags } = remote;
  const context = { traceId, spanId, traceFlags, isRemote: true };
  return { parent: root, links: [{ context }] };
}

function isSame(link: Link, span: Span | undefined): boolean {
  return link.context.spanId === span?.spanContext().spanId;
}

/** The ambient context, unless it is the one in which the connection was opened. */
function messageContext(connection: Connection, arrival: Arrival): Context {
  const active = contextApi.active();
  switch (connection.ambientContext) {
    case 'message':
      return ofThisRequest(active, arrival);
    case 'call':
      return openCall(active)?.context ?? ROOT_CONTEXT;
    case 'opener':
      return ROOT_CONTEXT;
    case 'unknown': {
      if (arrival.headers !== undefined) {
        return ofThisRequest(active, arrival);
      }
      const span = trace.getSpan(active);
      return span?.isRecording() === true &&
        span.spanContext().spanId !== connection.openerSpanId
        ? active
        : ROOT_CONTEXT;
    }
  }
}

/**
 * The context without a span in which the HTTP server was started: that one has
 * ended by now, or it was never recorded and says another trace than the request.
 */
function ofThisRequest(active: Context, { headers, at }: Arrival): Context {
  const span = trace.getSpan(active);
  // Whoever begins a span after the fact has kept the context of the request.
  if (span === undefined || at !== undefined) {
    return active;
  }
  const isStrange =
    !span.isRecording() &&
    (isOver(httpSpanOf(active) ?? span) ||
      (httpSpanOf(active) === undefined && isElsewhere(span, headers)));
  return isStrange
    ? propagation.deleteBaggage(trace.deleteSpan(active))
    : active;
}

/** Whether the headers of a request say another trace. */
function isElsewhere(span: Span, headers: HttpHeaders | undefined): boolean {
  const sent =
    headers &&
    spanContextOf(propagation.extract(ROOT_CONTEXT, headers, headerGetter));
  return sent !== undefined && sent.traceId !== span.spanContext().traceId;
}

function spanContextOf(context: Context): SpanContext | undefined {
  const spanContext = trace.getSpanContext(context);
  return spanContext !== undefined && isSpanContextValid(spanContext)
    ? spanContext
    : undefined;
}
