/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import {
  trace,
  type Context,
  type Link,
  type SpanContext,
} from '@opentelemetry/api';
import { isObject } from '../carrier/objects.ts';
import {
  extractForeign,
  type ForeignCarrier,
} from '../foreign/extract-foreign.ts';
import { extractMeta } from '../propagation/extract-meta.ts';
import type { MetaPropagationOptions } from '../propagation/options.ts';
import { reportFailure } from '../propagation/report-failure.ts';
import { spanContextOf, withoutSpan } from '../propagation/span-context.ts';

/**
 * What a peer's context is worth:
 * - `continue`: our span is part of the peer's trace, baggage is adopted;
 * - `link`: our span begins a trace of its own that is linked to the peer's. Its
 *   sampling decision, tracestate and baggage are not adopted (public endpoints);
 * - `ignore`: the context is not even read.
 */
export type InboundPolicy = 'continue' | 'link' | 'ignore';

/** Which context a span's parent is where there are both; the other is linked. */
export type ParentPolicy = 'meta' | 'ambient';

export interface ReceiveMetaOptions extends MetaPropagationOptions {
  /** Default: `continue`. What is no policy counts as `ignore`. */
  readonly policy?: InboundPolicy | undefined;
  /** Default: `meta`. `ambient` suits gateways that have a trace of their own. */
  readonly parent?: ParentPolicy | undefined;
  /** Foreign carriers to read where `_meta` has no trace context. Default: none. */
  readonly carriers?: readonly ForeignCarrier[] | undefined;
}

/** Where the span of a received message starts. */
export interface ReceivedMeta {
  /** The context to start the span in. Without a span in it, the span is a root. */
  readonly parent: Context;
  /** What to link the span to. */
  readonly links: Link[];
  /** The peer's span, where the message named a valid one and was read. */
  readonly remote: SpanContext | undefined;
}

/**
 * Decides on the parent of the span of a received request or notification, given
 * what the peer sent and how far the peer is trusted.
 *
 * | policy | parent | with both | remote only | ambient only |
 * |---|---|---|---|---|
 * | `continue` | `meta` | remote, ambient linked | remote | ambient |
 * | `continue` | `ambient` | ambient, remote linked | remote | ambient |
 * | `link` | `meta` | none, both linked | none, remote linked | none, ambient linked |
 * | `link` | `ambient` | ambient, remote linked | none, remote linked | ambient |
 * | `ignore` | any | ambient | none | ambient |
 *
 * @param ambient the context in which the message is handled, usually
 *   `context.active()`: with the HTTP server span, or `ROOT_CONTEXT` where the
 *   transport has none of this very message. All but its span is kept; its
 *   baggage gives way to incoming baggage under `continue` alone.
 * @param params the `params` of the message, of any shape.
 *
 * Never throws: a failure is told to `diag` and gives what `ignore` gives.
 *
 * @see https://www.w3.org/TR/trace-context/#security-considerations
 */
export function receiveMeta(
  ambient: Context,
  params: unknown,
  options?: ReceiveMetaOptions
): ReceivedMeta {
  try {
    switch (options?.policy ?? 'continue') {
      case 'continue':
        return continued(ambient, params, options);
      case 'link':
        return linked(ambient, params, options);
      default:
        break;
    }
  } catch (error) {
    reportFailure('receiving _meta', error);
  }
  return nothingFrom(ambient);
}

function nothingFrom(ambient: Context): ReceivedMeta {
  return { parent: ambient, links: [], remote: undefined };
}

function continued(
  ambient: Context,
  params: unknown,
  options: ReceiveMetaOptions | undefined
): ReceivedMeta {
  if (!isObject(params)) return nothingFrom(ambient);
  if (!('_meta' in params) && !hasCarriers(options))
    return nothingFrom(ambient);
  const base = withoutSpan(ambient);
  const carried = carriedBy(base, params, options);
  const remote = spanContextOf(carried);
  const local = base === ambient ? undefined : spanContextOf(ambient);
  if (remote !== undefined) {
    if (local === undefined || options?.parent !== 'ambient') {
      return { parent: carried, links: linkTo(local, remote), remote };
    }
  }
  if (carried === base) return { parent: ambient, links: [], remote };
  // There is no parent but the ambient span. Baggage travels without one, too.
  const span = trace.getSpan(ambient);
  const parent = span === undefined ? carried : trace.setSpan(carried, span);
  return { parent, links: linkTo(remote, local), remote };
}

function linked(
  ambient: Context,
  params: unknown,
  options: ReceiveMetaOptions | undefined
): ReceivedMeta {
  const base = withoutSpan(ambient);
  const remote = withoutTraceState(
    spanContextOf(carriedBy(base, params, options))
  );
  const local = spanContextOf(ambient);
  if (local !== undefined && options?.parent === 'ambient') {
    return { parent: ambient, links: linkTo(remote, local), remote };
  }
  const links = linkTo(remote).concat(linkTo(local, remote));
  return { parent: base, links, remote };
}

function carriedBy(
  base: Context,
  params: unknown,
  options: ReceiveMetaOptions | undefined
): Context {
  const extracted = extractMeta(base, params, options);
  return hasCarriers(options) && spanContextOf(extracted) === undefined
    ? extractForeign(extracted, params, options.carriers, options)
    : extracted;
}

function hasCarriers(
  options: ReceiveMetaOptions | undefined
): options is ReceiveMetaOptions & { carriers: readonly ForeignCarrier[] } {
  return options?.carriers !== undefined && options.carriers.length > 0;
}

/** Vendors keep what they like in it, identifiers of tenants and users included. */
function withoutTraceState(
  spanContext: SpanContext | undefined
): SpanContext | undefined {
  if (spanContext === undefined) return undefined;
  const { traceId, spanId, traceFlags } = spanContext;
  return { traceId, spanId, traceFlags, isRemote: true };
}

/** A link to `target`, unless that is what the span has already (`other`). */
function linkTo(target: SpanContext | undefined, other?: SpanContext): Link[] {
  const same =
    target?.traceId === other?.traceId && target?.spanId === other?.spanId;
  return target === undefined || same ? [] : [{ context: target }];
}
