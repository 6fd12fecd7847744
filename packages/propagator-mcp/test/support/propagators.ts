/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import {
  trace,
  type Context,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
} from '@opentelemetry/api';
import {
  CompositePropagator,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';

export const w3c: TextMapPropagator = new CompositePropagator({
  propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()],
});

const B3_TRACE_ID = 'x-b3-traceid';
const B3_SPAN_ID = 'x-b3-spanid';
const B3_SAMPLED = 'x-b3-sampled';
const B3_FLAGS = 'x-b3-flags';

/** Several keys per context, of which `x-b3-flags` is rarely written: as B3 does. */
export const b3: TextMapPropagator = {
  inject(context: Context, carrier: unknown, setter: TextMapSetter<unknown>) {
    const spanContext = trace.getSpanContext(context);
    if (spanContext === undefined) return;
    setter.set(carrier, B3_TRACE_ID, spanContext.traceId);
    setter.set(carrier, B3_SPAN_ID, spanContext.spanId);
    setter.set(carrier, B3_SAMPLED, spanContext.traceFlags === 1 ? '1' : '0');
  },
  extract(context: Context, carrier: unknown, getter: TextMapGetter<unknown>) {
    const traceId = getter.get(carrier, B3_TRACE_ID);
    const spanId = getter.get(carrier, B3_SPAN_ID);
    if (typeof traceId !== 'string' || typeof spanId !== 'string') {
      return context;
    }
    const traceFlags = getter.get(carrier, B3_SAMPLED) === '1' ? 1 : 0;
    return trace.setSpanContext(context, {
      traceId,
      spanId,
      traceFlags,
      isRemote: true,
    });
  },
  fields: () => [B3_TRACE_ID, B3_SPAN_ID, B3_SAMPLED, B3_FLAGS],
};

/** Writes exactly `values`; `fields` defaults to their keys. */
export function writing(
  values: Iterable<readonly [string, string]>,
  fields?: string[]
): TextMapPropagator {
  const entries = [...values];
  return {
    inject(_: Context, carrier: unknown, setter: TextMapSetter<unknown>) {
      for (const [key, value] of entries) setter.set(carrier, key, value);
    },
    extract: context => context,
    fields: () => fields ?? entries.map(([key]) => key),
  };
}

/** Throws `thrown` wherever it is called. */
export function throwing(thrown: unknown): TextMapPropagator {
  const fail = (): never => {
    throw thrown;
  };
  return { inject: fail, extract: fail, fields: fail };
}
