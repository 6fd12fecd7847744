/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { propagation, type Context } from '@opentelemetry/api';
import { metaGetter } from '../carrier/meta-getter.ts';
import { isObject, ownValue } from '../carrier/objects.ts';
import type { MetaPropagationOptions } from './options.ts';
import { reportFailure } from './report-failure.ts';

/**
 * Reads the context that a peer sent in `params._meta` of a request or a
 * notification.
 *
 * @param context what the result is built on. An incoming `baggage` replaces its
 *   baggage; an incoming trace context replaces its span. Pass `ROOT_CONTEXT` to
 *   see what the peer sent and nothing else.
 * @param params the `params` of the message, of any shape.
 * @returns a context with the remote span context and baggage, or `context`
 *   itself (the same reference) when `_meta` holds nothing usable.
 *
 * Never throws: a failure (a propagator or an accessor that throws) is told to
 * `diag` and gives `context`.
 *
 * @see https://modelcontextprotocol.io/seps/414-request-meta
 */
export function extractMeta(
  context: Context,
  params: unknown,
  options?: MetaPropagationOptions
): Context {
  try {
    const meta = isObject(params) ? ownValue(params, '_meta') : undefined;
    if (!isObject(meta)) return context;
    const propagator = options?.propagator ?? propagation;
    const extracted: unknown = propagator.extract(context, meta, metaGetter);
    return isContext(extracted) ? extracted : context;
  } catch (error) {
    reportFailure('extracting from _meta', error);
    return context;
  }
}

function isContext(value: unknown): value is Context {
  return (
    typeof value === 'object' &&
    value !== null &&
    'getValue' in value &&
    typeof value.getValue === 'function'
  );
}
