/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Attributes, Span } from '@opentelemetry/api';
import { isObject } from '../model/json-rpc.ts';

/** What the SDK's spans tell beyond the API. */
interface Readable extends Span {
  readonly attributes?: unknown;
  readonly kind?: unknown;
  readonly instrumentationScope?: unknown;
}

/** The API has no way to read a span; the SDK's spans are readable all the same. */
export function readAttributes(
  span: Span | undefined
): Readonly<Record<string, unknown>> {
  if (span === undefined) {
    return {};
  }
  const { attributes }: Readable = span;
  return isObject(attributes) ? attributes : sentryAttributes(span);
}

/** Sentry's own spans tell by a method what they have: by another name since 11. */
function sentryAttributes(span: Span): Readonly<Record<string, unknown>> {
  const read: unknown = Reflect.get(span, 'getSpanJSON');
  const json: unknown =
    typeof read === 'function' ? Reflect.apply(read, span, []) : undefined;
  const data = isObject(json)
    ? (json['data'] ?? json['attributes'])
    : undefined;
  return isObject(data) ? data : {};
}

/** Undefined for spans of others than OpenTelemetry's SDKs. */
export function kindOf(span: Span): unknown {
  const { kind }: Readable = span;
  return kind;
}

/** Adds what a span of somebody else does not say itself. */
export function addMissing(span: Span, attributes: Attributes): void {
  if (!span.isRecording()) {
    // Its owner has ended it.
    return;
  }
  const known = readAttributes(span);
  for (const [key, value] of Object.entries(attributes)) {
    if (known[key] === undefined && value !== undefined) {
      span.setAttribute(key, value);
    }
  }
}

/** The name of the instrumentation that made a span. */
export function scopeNameOf(span: Span): string | undefined {
  const { instrumentationScope: scope }: Readable = span;
  return isObject(scope) && typeof scope['name'] === 'string'
    ? scope['name']
    : undefined;
}
