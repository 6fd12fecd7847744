/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from './json.ts';
import type { SpanFacts, TelemetryFacts } from './facts.ts';
import { delegateOf } from './api-state.ts';
import { onTracerProvider } from './registrations.ts';

/** The first messages show what is wrong; what follows would only be more of it. */
const MOST_SPANS = 1_000;
const SAMPLED = 1;
const SUCCESS = 0;

/**
 * Notes the spans that end, and those that an exporter says it has delivered.
 * Works on the instances of `@opentelemetry/sdk-trace`, of all its versions; of
 * other providers nothing is known.
 *
 * @param report called when something was delivered: often the last thing that
 * happens before a signal ends the process
 */
export function watchSpans(
  telemetry: TelemetryFacts,
  report: () => void
): SpanWatcher {
  const watcher = new SpanWatcher(telemetry, report);
  onTracerProvider(provider => {
    watcher.watch(delegateOf(provider));
    // The delegate comes after the proxy has been registered.
    wrap(provider, 'setDelegate', (original, args) => {
      const result = original(args);
      watcher.watch(delegateOf(provider));
      return result;
    });
  });
  return watcher;
}

export class SpanWatcher {
  private readonly _telemetry: TelemetryFacts;
  private readonly _report: () => void;
  private readonly _byId = new Map<string, SpanFacts>();
  private readonly _seen = new WeakSet();
  private _resource: object | undefined;

  constructor(telemetry: TelemetryFacts, report: () => void) {
    this._telemetry = telemetry;
    this._report = report;
  }

  /** Brings up to date what changes without an event. */
  refresh(): void {
    this._telemetry.resourcePending =
      this._resource !== undefined &&
      Reflect.get(this._resource, 'asyncAttributesPending') === true;
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
    wrap(exporter, 'export', (original, [spans, done, ...rest]) => {
      const known = this._known(spans);
      for (const span of known) {
        span.handed = true;
      }
      const noteResult = (result: unknown) => {
        this._noteResult(known, result);
        if (typeof done === 'function') {
          Reflect.apply(done, undefined, [result]);
        }
      };
      return original([spans, noteResult, ...rest]);
    });
  }

  private _note(span: unknown): void {
    const facts = spanOf(span);
    this._resource = isObject(span) ? member(span, 'resource') : undefined;
    if (facts !== undefined && this._byId.size < MOST_SPANS) {
      this._byId.set(facts.spanId, facts);
      this._telemetry.spans.push(facts);
    }
  }

  private _noteResult(spans: readonly SpanFacts[], result: unknown): void {
    if (isObject(result) && result['code'] !== SUCCESS) {
      const { error } = result;
      this._telemetry.exportError =
        error instanceof Error ? error.message : 'export failed';
    } else {
      for (const span of spans) {
        span.exported = true;
      }
    }
    this._report();
  }

  private _known(spans: unknown): SpanFacts[] {
    return (Array.isArray(spans) ? spans : [])
      .map(span => this._byId.get(contextOf(span)?.spanId ?? ''))
      .filter(span => span !== undefined);
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
    handed: false,
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
