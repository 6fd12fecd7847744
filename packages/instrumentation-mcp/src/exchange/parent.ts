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
import { extractMeta } from 'opentelemetry-propagator-mcp';
import {
  header,
  headerNames,
  type Arrival,
  type Connection,
  type HttpHeaders,
} from '../model/connection.ts';
import type { Message } from '../model/json-rpc.ts';
import { openCall } from './call.ts';

/** Where a span starts: its parent and what it is linked to. */
export interface Origin {
  readonly parent: Context;
  readonly links: Link[];
  /** The ambient span, where it belongs to this very message. */
  readonly ambientSpan?: Span | undefined;
}

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
 */
export function incomingOrigin(
  message: Message,
  connection: Connection,
  arrival: Arrival
): Origin {
  const ambient = messageContext(connection, arrival);
  const ambientSpan = trace.getSpan(ambient);
  const ambientSpanContext = spanContextOf(ambient);
  const carried = extractMeta(trace.deleteSpan(ambient), message.params);
  const carriedSpanContext = spanContextOf(carried);
  if (carriedSpanContext !== undefined) {
    return {
      parent: carried,
      ambientSpan,
      links:
        connection.ambientContext === 'call'
          ? []
          : linkTo(ambientSpanContext, carriedSpanContext),
    };
  }
  if (ambientSpan !== undefined && ambientSpanContext !== undefined) {
    const parent = trace.setSpan(carried, ambientSpan);
    return { parent, links: [], ambientSpan };
  }
  if (arrival.callContext !== undefined) {
    return { parent: arrival.callContext, links: [] };
  }
  if (arrival.headers !== undefined) {
    const parent = propagation.extract(carried, arrival.headers, headerGetter);
    return { parent, links: [] };
  }
  return { parent: carried, links: [] };
}

/** The ambient context, unless it is the one in which the connection was opened. */
function messageContext(connection: Connection, arrival: Arrival): Context {
  const active = contextApi.active();
  switch (connection.ambientContext) {
    case 'message':
      return active;
    case 'call':
      return openCall(active) === undefined ? ROOT_CONTEXT : active;
    case 'opener':
      return ROOT_CONTEXT;
    case 'unknown': {
      if (arrival.headers !== undefined) {
        return active;
      }
      const span = trace.getSpan(active);
      return span?.isRecording() === true &&
        span.spanContext().spanId !== connection.openerSpanId
        ? active
        : ROOT_CONTEXT;
    }
  }
}

function spanContextOf(context: Context): SpanContext | undefined {
  const spanContext = trace.getSpanContext(context);
  return spanContext !== undefined && isSpanContextValid(spanContext)
    ? spanContext
    : undefined;
}

function linkTo(ambient: SpanContext | undefined, parent: SpanContext): Link[] {
  return ambient === undefined || ambient.spanId === parent.spanId
    ? []
    : [{ context: ambient }];
}
