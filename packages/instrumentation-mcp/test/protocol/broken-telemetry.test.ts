/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import {
  context,
  diag,
  INVALID_SPAN_CONTEXT,
  metrics,
  propagation,
  trace,
  type ContextManager,
  type MeterProvider,
  type TextMapPropagator,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  TracerProvider as SdkTracerProvider,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import assert from 'node:assert/strict';
import { McpInstrumentation } from '../../src/index.ts';
import { playThrough, type Seen } from '../support/scenario.ts';
import { LINES_ESM } from '../support/sdk.ts';

const fail = (): never => {
  throw new Error('broken telemetry');
};

/** Has every method there is, and each of them throws. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- whatever is asked for
function broken<T extends object>(good: object = {}): T {
  return new Proxy(good, {
    get: (target, key) =>
      (Reflect.has(target, key) ? Reflect.get(target, key) : fail) as unknown,
  }) as T;
}

function tracing(tracer: () => Tracer): TracerProvider {
  return { getTracer: tracer };
}

function processing(processor: Partial<SpanProcessor>): TracerProvider {
  const nothing = () => undefined;
  const done = () => Promise.resolve();
  const spanProcessors = [
    {
      onStart: nothing,
      onEnd: nothing,
      forceFlush: done,
      shutdown: done,
      ...processor,
    },
  ];
  return new SdkTracerProvider({ spanProcessors });
}

const good = {
  tracerProvider: (): TracerProvider => new SdkTracerProvider(),
  contextManager: (): ContextManager =>
    new AsyncLocalStorageContextManager().enable(),
  propagator: (): TextMapPropagator => new W3CTraceContextPropagator(),
};

interface Telemetry {
  readonly tracerProvider?: () => TracerProvider;
  readonly meterProvider?: () => MeterProvider;
  readonly contextManager?: () => ContextManager;
  readonly propagator?: () => TextMapPropagator;
}

const BROKEN: Record<string, Telemetry> = {
  'getTracer()': { tracerProvider: () => tracing(fail) },
  'startSpan()': { tracerProvider: () => tracing(() => broken()) },
  'every method of a span': {
    tracerProvider: () => tracing(() => broken({ startSpan: () => broken() })),
  },
  'every method of a span but spanContext()': {
    tracerProvider: () =>
      tracing(() =>
        broken({
          startSpan: () => broken({ spanContext: () => INVALID_SPAN_CONTEXT }),
        })
      ),
  },
  'end() and setAttributes() of a span': {
    tracerProvider: () =>
      tracing(() =>
        broken({
          startSpan: () =>
            broken({
              spanContext: () => INVALID_SPAN_CONTEXT,
              isRecording: () => true,
            }),
        })
      ),
  },
  'onStart() of a span processor': {
    tracerProvider: () => processing({ onStart: fail }),
  },
  'onEnd() of a span processor': {
    tracerProvider: () => processing({ onEnd: fail }),
  },
  'record() of an instrument': {
    meterProvider: () => ({
      getMeter: () => broken({ createHistogram: () => broken() }),
    }),
  },
  'every method of a propagator': { propagator: () => broken() },
  'inject()': {
    propagator: () =>
      broken({ extract: (parent: unknown) => parent, fields: () => [] }),
  },
  'every method of a context manager': {
    // The API disables a manager when it lets go of it.
    contextManager: () => broken({ disable: () => undefined }),
  },
  'with() of a context manager': {
    contextManager: () =>
      Object.assign(new AsyncLocalStorageContextManager().enable(), {
        with: fail,
      }),
  },
};

function register(telemetry: Telemetry): void {
  const { tracerProvider, meterProvider, contextManager, propagator } = {
    ...good,
    ...telemetry,
  };
  context.setGlobalContextManager(contextManager());
  propagation.setGlobalPropagator(propagator());
  trace.setGlobalTracerProvider(tracerProvider());
  if (meterProvider !== undefined)
    metrics.setGlobalMeterProvider(meterProvider());
}

function unregister(): void {
  for (const api of [context, propagation, trace, metrics, diag]) api.disable();
}

for (const sdk of LINES_ESM) {
  describe(`telemetry that throws does not reach the host, ${sdk.name}`, () => {
    let untouched: Seen;
    before(async () => {
      untouched = await playThrough(sdk);
    });

    for (const [what, telemetry] of Object.entries(BROKEN)) {
      for (const [logger, setLogger] of Object.entries({
        '': (): void => undefined,
        ', with a diag logger that throws as well': () =>
          diag.setLogger(broken()),
      })) {
        it(`${what}${logger}`, async () => {
          const instrumentation = new McpInstrumentation();
          instrumentation.instrument(sdk.Client);
          instrumentation.instrument(sdk.Server);
          register(telemetry);
          setLogger();
          try {
            assert.deepEqual(await playThrough(sdk), untouched);
          } finally {
            instrumentation.disable();
            unregister();
          }
        });
      }
    }
  });
}
