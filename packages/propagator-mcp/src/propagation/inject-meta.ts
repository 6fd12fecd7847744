/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import {
  context as contextApi,
  propagation,
  type Context,
  type TextMapPropagator,
} from '@opentelemetry/api';
import {
  copyOf,
  define,
  isPlainObject,
  ownValue,
  withMeta,
  type JsonObject,
} from '../carrier/objects.ts';
import { fieldSetter } from '../carrier/meta-setter.ts';
import { BAGGAGE_KEY, filterContext, filterParams } from './baggage.ts';
import { fieldsOf } from './fields.ts';
import type { InjectMetaOptions } from './options.ts';
import { reportFailure } from './report-failure.ts';
import { isStale } from './stale-fields.ts';

/**
 * The type of params after injection: the caller's own; where they may be
 * `undefined`, also params that hold nothing but `_meta`.
 */
export type WithMeta<Params> = undefined extends Params
  ? Params | { _meta: Record<string, unknown> }
  : Params;

/**
 * Writes `context` into `params._meta` of a request or a notification.
 *
 * @param params the `params` of the message, or `undefined` when it has none.
 * @returns a copy of `params` whose `_meta` holds the propagator's keys; every
 *   other key stays, in its order. `{ _meta }` where `params` was `undefined`.
 *   `params` itself (the same reference) when the propagator wrote nothing (no
 *   propagator, no valid span, tracing suppressed), and when `params` or its
 *   `_meta` is no plain object. The caller's objects are never changed.
 *
 * What the propagator writes wins over what `_meta` had. What `_meta` keeps of
 * an older trace context is removed: a `tracestate` beside a `traceparent` that
 * it was not made for describes another trace. `baggage` stays unless written or
 * unless `options.baggage` forbids it.
 *
 * Never throws: a failure (a propagator or an accessor that throws) is told to
 * `diag` and gives `params`, without the baggage that `options.baggage` forbids.
 *
 * @see https://modelcontextprotocol.io/seps/414-request-meta
 */
export function injectMeta<Params>(
  context: Context,
  params: Params,
  options?: InjectMetaOptions
): WithMeta<Params>;
export function injectMeta(
  context: Context,
  params: unknown,
  options?: InjectMetaOptions
): unknown {
  const kept = filterExisting(params, options);
  try {
    const propagator = options?.propagator ?? propagation;
    const allowed = filterContext(context, options?.baggage);
    // The message is not even looked at before there is something to write.
    const written: JsonObject = {};
    inject(propagator, allowed, written);
    withoutRefused(written, options);
    return holdsFields(written) ? write(written, kept, propagator) : kept;
  } catch (error) {
    reportFailure('injecting into _meta', error);
    return kept;
  }
}

/** What Sentry calls its header. */
const SENTRY_TRACE = 'sentry-trace';

/** Sentry's propagator writes of no context but the active one. */
function inject(
  propagator: TextMapPropagator,
  allowed: Context,
  written: JsonObject
): void {
  if (!fieldsOf(propagator).includes(SENTRY_TRACE)) {
    propagator.inject(allowed, written, fieldSetter);
    return;
  }
  contextApi.with(allowed, () => {
    propagator.inject(contextApi.active(), written, fieldSetter);
  });
}

/** Vendors write entries of their own, which are no baggage of the context. */
function withoutRefused(
  written: JsonObject,
  options: InjectMetaOptions | undefined
): void {
  if (Object.hasOwn(written, BAGGAGE_KEY)) {
    const filtered = filterParams({ _meta: written }, options?.baggage);
    const meta = isPlainObject(filtered) ? filtered['_meta'] : undefined;
    const baggage = isPlainObject(meta) ? meta[BAGGAGE_KEY] : undefined;
    if (baggage === undefined) Reflect.deleteProperty(written, BAGGAGE_KEY);
    else define(written, BAGGAGE_KEY, baggage);
  }
}

/** A step of its own: a propagator that throws must not let baggage out. */
function filterExisting(
  params: unknown,
  options: InjectMetaOptions | undefined
): unknown {
  try {
    return options?.filterExisting === false
      ? params
      : filterParams(params, options?.baggage);
  } catch (error) {
    reportFailure('filtering the baggage of _meta', error);
    return params;
  }
}

/**
 * Whether there is something to send; removes what is not. An empty value is no
 * valid `traceparent` or `baggage`, and an empty `tracestate` SHOULD NOT be sent
 * (W3C Trace Context, "tracestate Header"); the API's `TraceState` without members
 * writes one. No strings are there when a propagator bypasses the setter.
 */
function holdsFields(written: JsonObject): boolean {
  let found = false;
  for (const key in written) {
    if (!Object.hasOwn(written, key)) continue;
    const value = written[key];
    if (typeof value === 'string' && value !== '') found = true;
    else Reflect.deleteProperty(written, key);
  }
  return found;
}

/** JSON drops `undefined`, so it may be replaced; `null` is a value and may not. */
function write(
  written: JsonObject,
  params: unknown,
  propagator: TextMapPropagator
): unknown {
  if (params === undefined) return { _meta: written };
  if (!isPlainObject(params)) return params;
  const meta = ownValue(params, '_meta');
  if (meta === undefined) return withMeta(params, written);
  if (!isPlainObject(meta)) return params;
  return withMeta(params, extend(meta, written, propagator));
}

function extend(
  meta: JsonObject,
  written: JsonObject,
  propagator: TextMapPropagator
): JsonObject {
  const extended = copyOf(meta);
  for (const key in written) {
    if (Object.hasOwn(written, key)) define(extended, key, written[key]);
  }
  for (const field of fieldsOf(propagator)) {
    if (Object.hasOwn(extended, field) && isStale(field, written)) {
      Reflect.deleteProperty(extended, field);
    }
  }
  return extended;
}
