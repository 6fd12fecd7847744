/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { propagation, type Context } from '@opentelemetry/api';
import { metaGetter } from '../carrier/meta-getter.ts';
import {
  copyOf,
  define,
  isPlainObject,
  ownValue,
  withMeta,
  type JsonObject,
} from '../carrier/objects.ts';
import type { BaggagePolicy } from './options.ts';

/** The one key under which baggage travels, in W3C Baggage's list format. */
export const BAGGAGE_KEY = 'baggage';

/**
 * `context` without the baggage that must not leave. This way it does not matter
 * under which keys and in which format the propagator would have written it.
 */
export function filterContext(
  context: Context,
  policy: BaggagePolicy | undefined
): Context {
  if (lets(policy)) return context;
  const baggage = propagation.getBaggage(context);
  if (baggage === undefined) return context;
  const refused = baggage
    .getAllEntries()
    .map(([key]) => key)
    .filter(key => !allows(policy, key));
  return propagation.setBaggage(context, baggage.removeEntries(...refused));
}

/**
 * `params` whose `_meta.baggage` holds nothing that must not leave: a copy, or
 * `params` themselves when there is nothing to remove.
 */
export function filterParams(
  params: unknown,
  policy: BaggagePolicy | undefined
): unknown {
  if (lets(policy) || !isPlainObject(params)) return params;
  const meta = ownValue(params, '_meta');
  if (!isPlainObject(meta) || !Object.hasOwn(meta, BAGGAGE_KEY)) return params;
  const before = metaGetter.get(meta, BAGGAGE_KEY);
  // What is no string is no baggage that could be filtered: it goes as a whole.
  const after = typeof before === 'string' ? filterList(before, policy) : '';
  if (after !== '' && after === before) return params;
  return withMeta(params, withBaggage(meta, after));
}

function withBaggage(meta: JsonObject, baggage: string): JsonObject {
  const copy = copyOf(meta);
  if (baggage === '') Reflect.deleteProperty(copy, BAGGAGE_KEY);
  else define(copy, BAGGAGE_KEY, baggage);
  return copy;
}

/** Members keep their bytes: values and properties mean something to others. */
function filterList(list: string, policy: BaggagePolicy | undefined): string {
  return list
    .split(',')
    .filter(member => allows(policy, keyOf(member)))
    .join(',');
}

/** Keys are tokens (W3C Baggage, section 3.2.1); JavaScript's SDK encodes others. */
function keyOf(member: string): string {
  const key = (/^[^=;]*/.exec(member)?.[0] ?? '').trim();
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

function lets(policy: BaggagePolicy | undefined): boolean {
  return policy === undefined || policy === 'all';
}

/** Untyped code may hold anything for a policy; what is none lets nothing out. */
function allows(policy: BaggagePolicy | undefined, key: string): boolean {
  return lets(policy) || (Array.isArray(policy) && policy.includes(key));
}
