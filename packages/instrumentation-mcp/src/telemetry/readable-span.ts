/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Span, SpanKind } from '@opentelemetry/api';
import { isObject } from '../model/json-rpc.ts';

/** The API has no way to read a span; the SDK's spans are readable all the same. */
export function readAttributes(
  span: Span | undefined
): Readonly<Record<string, unknown>> {
  const attributes: unknown =
    span === undefined ? undefined : Reflect.get(span, 'attributes');
  return isObject(attributes) ? attributes : {};
}

export function isOfKind(span: Span, kind: SpanKind): boolean {
  return Reflect.get(span, 'kind') === kind;
}

/** The name of the instrumentation that made a span. */
export function scopeNameOf(span: Span): string | undefined {
  const scope: unknown = Reflect.get(span, 'instrumentationScope');
  return isObject(scope) && typeof scope['name'] === 'string'
    ? scope['name']
    : undefined;
}
