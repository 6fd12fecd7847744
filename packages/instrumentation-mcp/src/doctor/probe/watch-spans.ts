/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../../model/json-rpc.ts';
import { onRegistration } from '../../stdio/api-registrations.ts';
import type { SpanFacts, TelemetryFacts } from '../facts.ts';
import { delegateOf } from './api-state.ts';

/** The first messages show what is wrong; what follows would only be more of it. */
const MOST_SPANS = 1_000;
const SAMPLED = 1;
const SUCCESS = 0;

/**
 * Notes the spans that end, and those that an exporter says it has delivered.
 * Works on the instances of `@opentelemetry/sdk-trace`, of all its versions; of
 * other providers nothing is known.
 */
export function watchSpans(telemetry: TelemetryFacts): void {
  const watcher = new SpanWatcher(telemetry);
  onRegistration('trace', provider => {
    watcher.watch(delegateOf(provider));
    // The delegate comes after the proxy has been registered.
    wrap(provider, 'setDelegate', (original, args) => {
      const result = original(args);
      watcher.watch(delegateOf(provider));
      return result;
    });
    return provider;
  });
}

class SpanWatcher {
  private readonly _telemetry: TelemetryFacts;
  private readonly _byId = new Map<string, SpanFacts>();
  private readonly _seen = new WeakSet();

  constructor(telemetry: TelemetryFacts) {
    this._telemetry = telemetry;
  }

  watch(provider: object | undefined): void {
    const active = member(provider, '_activeSpanProcessor');
    if (active === undefined || this._seen.has(active)) {
      return;
    }
    this._seen.add(active);
    const inner: unknown = Reflect.get(active, '_spanProcessors');
    const processors = Array.isArray(inner) ? inner.filter(isObject) : [active];
    for (const processor of processors) {
      this._watchProcessor(processor);
    }
    wrap(active, 'onEnd', (original, args) => {
      this._note(args[0]);
      return original(args);
    });
  }

  private _watchProcessor(processor: object): void {
    const exporter = member(processor, '_exporter');
    if (exporter === undefined) {
      this._telemetry.otherProcessors.push(processor.constructor.name);
      return;
    }
    this._telemetry.exporters.push(exporter.constructor.name);
    wrap(exporter, 'export', (original, [spans, done, ...rest]) =>
      original([
        spans,
        (result: unknown) => {
          this._noteResult(spans, result);
          if (typeof done === 'function') {
            Reflect.apply(done, undefined, [result]);
          }
        },
        ...rest,
      ])
    );
  }

  private _note(span: unknown): void {
    const facts = spanOf(span);
    if (facts !== undefined && this._byId.size < MOST_SPANS) {
      this._byId.set(facts.spanId, facts);
      this._telemetry.spans.push(facts);
    }
  }

  private _noteResult(spans: unknown, result: unknown): void {
    if (isObject(result) && result['code'] !== SUCCESS) {
      const { error } = result;
      this._telemetry.exportError =
        error instanceof Error ? error.message : 'export failed';
      return;
    }
    for (const span of Array.isArray(spans) ? spans : []) {
      const known = this._byId.get(contextOf(span)?.spanId ?? '');
      if (known !== undefined) {
        known.exported = true;
      }
    }
  }
}

/** What SDK 1.x and 2.x, 3.x have in common, and where they differ in the parent. */
function spanOf(span: unknown): SpanFacts | undefined {
  const own = contextOf(span);
  if (!isObject(span) || own === undefined) {
    return undefined;
  }
  const { attributes, kind, name, parentSpanContext, parentSpanId } = span;
  const parent = isObject(parentSpanContext)
    ? parentSpanContext['spanId']
    : parentSpanId;
  const method = isObject(attributes)
    ? attributes['mcp.method.name']
    : undefined;
  return {
    traceId: own.traceId,
    spanId: own.spanId,
    ...(typeof parent === 'string' ? { parentSpanId: parent } : {}),
    ...(typeof method === 'string' ? { method } : {}),
    name: String(name),
    kind: Number(kind),
    exported: false,
  };
}

/** Undefined for spans that are not sampled: no exporter ever gets them. */
function contextOf(
  span: unknown
): { traceId: string; spanId: string } | undefined {
  const get: unknown = isObject(span) ? span['spanContext'] : undefined;
  const context: unknown =
    typeof get === 'function' ? Reflect.apply(get, span, []) : undefined;
  return isObject(context) &&
    typeof context['traceId'] === 'string' &&
    typeof context['spanId'] === 'string' &&
    (Number(context['traceFlags']) & SAMPLED) === SAMPLED
    ? { traceId: context['traceId'], spanId: context['spanId'] }
    : undefined;
}

function member(target: object | undefined, name: string): object | undefined {
  const value: unknown = target && Reflect.get(target, name);
  return isObject(value) ? value : undefined;
}

type Call = (args: unknown[]) => unknown;

/** Wraps a method of one object; what fails in `around` before the call is ours. */
function wrap(
  target: object,
  name: string,
  around: (original: Call, args: unknown[]) => unknown
): void {
  const method: unknown = Reflect.get(target, name);
  if (typeof method === 'function') {
    const wrapper = function (this: unknown, ...args: unknown[]): unknown {
      const original: Call = given =>
        Reflect.apply(method, this, given) as unknown;
      return around(original, args);
    };
    Object.defineProperty(target, name, {
      configurable: true,
      writable: true,
      value: wrapper,
    });
  }
}
