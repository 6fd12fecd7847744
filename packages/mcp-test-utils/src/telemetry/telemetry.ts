/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ContextManager, TextMapPropagator } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  CompositePropagator,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import {
  TracerProvider,
  type Sampler,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { LogRecord } from '../records/log-record.ts';
import type { MetricRecord } from '../records/metric-record.ts';
import type { SpanRecord, UnendedSpanRecord } from '../records/span-record.ts';
import { registerGlobals } from './globals.ts';
import { LogCollector } from './log-collector.ts';
import { MetricCollector } from './metric-collector.ts';
import { SpanCollector } from './span-collector.ts';

export type Signal = 'traces' | 'metrics' | 'logs';

/** The setters that every OpenTelemetry instrumentation has. */
export interface ProviderConsumer {
  setTracerProvider(provider: TracerProvider): void;
  setMeterProvider(provider: MeterProvider): void;
  setLoggerProvider?(provider: LoggerProvider): void;
}

export interface TelemetryOptions {
  /** Register as OpenTelemetry's globals; default true. */
  readonly global?: boolean;
  /**
   * Which providers become global or reach `instrumentations`; default all.
   * The others exist, unregistered, so that an application without that signal
   * can be tested.
   */
  readonly signals?: readonly Signal[];
  /** `service.name` of the resource; default `test`. */
  readonly serviceName?: string;
  /** Default: the SDK's, which samples every span that has no remote parent. */
  readonly sampler?: Sampler;
  /** Default: W3C Trace Context and W3C Baggage. */
  readonly propagator?: TextMapPropagator;
  /** Run besides the in-memory one, for example to export as well. */
  readonly spanProcessors?: readonly SpanProcessor[];
  /** Are given the providers, which `global: false` would leave without. */
  readonly instrumentations?: readonly ProviderConsumer[];
}

/** Telemetry that stays in the memory of this process. */
export interface Telemetry {
  readonly tracerProvider: TracerProvider;
  readonly meterProvider: MeterProvider;
  readonly loggerProvider: LoggerProvider;
  readonly contextManager: ContextManager;
  readonly propagator: TextMapPropagator;
  /** Finished and sampled spans, in the order in which they ended. */
  spans(): SpanRecord[];
  /** Spans that were started and have not ended: at the end of a test, leaks. */
  unended(): UnendedSpanRecord[];
  /** Collects, and returns everything measured since the last `reset()`. */
  metrics(): Promise<MetricRecord[]>;
  /** Emitted log records, in order. */
  logs(): LogRecord[];
  /** Forgets what was recorded until now, unended spans included. */
  reset(): Promise<void>;
  /** Shuts the providers down and takes the globals back. */
  shutdown(): Promise<void>;
}

/**
 * Starts in-memory traces, metrics and logs, with a context manager and a
 * propagator, on the 2.x and on the 3.x line of the OpenTelemetry SDK.
 *
 * @throws Error when OpenTelemetry globals are registered already
 */
export function startTelemetry(options: TelemetryOptions = {}): Telemetry {
  const collectors = {
    spans: new SpanCollector(),
    metrics: new MetricCollector(),
    logs: new LogCollector(),
  };
  const sdk = createProviders(collectors, options);
  const wanted = onlyWanted(sdk, options.signals);
  const unregister =
    options.global === false ? undefined : registerGlobals(wanted);
  if (unregister === undefined) sdk.contextManager.enable();
  for (const instrumentation of options.instrumentations ?? []) {
    handOver(wanted, instrumentation);
  }
  let stopped: Promise<void> | undefined;
  return {
    ...sdk,
    spans: () => collectors.spans.spans(),
    unended: () => collectors.spans.unended(),
    metrics: () => collectors.metrics.metrics(),
    logs: () => collectors.logs.logs(),
    async reset() {
      collectors.spans.reset();
      collectors.logs.reset();
      await collectors.metrics.reset();
    },
    // Only once: a second time would take the globals of a successor.
    shutdown: () => (stopped ??= stop(sdk, unregister)),
  };
}

async function stop(sdk: Sdk, unregister?: () => void): Promise<void> {
  unregister?.();
  sdk.contextManager.disable();
  await Promise.all([
    sdk.tracerProvider.shutdown(),
    sdk.meterProvider.shutdown(),
    sdk.loggerProvider.shutdown(),
  ]);
}

interface Collectors {
  readonly spans: SpanCollector;
  readonly metrics: MetricCollector;
  readonly logs: LogCollector;
}

type Sdk = Pick<
  Telemetry,
  | 'tracerProvider'
  | 'meterProvider'
  | 'loggerProvider'
  | 'contextManager'
  | 'propagator'
>;

type Wanted = Pick<Sdk, 'contextManager' | 'propagator'> & Partial<Sdk>;

function createProviders(
  collectors: Collectors,
  options: TelemetryOptions
): Sdk {
  const resource = resourceFromAttributes({
    'service.name': options.serviceName ?? 'test',
  });
  return {
    tracerProvider: new TracerProvider({
      resource,
      spanProcessors: [collectors.spans, ...(options.spanProcessors ?? [])],
      ...(options.sampler === undefined ? {} : { sampler: options.sampler }),
    }),
    meterProvider: new MeterProvider({
      resource,
      readers: [collectors.metrics],
    }),
    loggerProvider: new LoggerProvider({
      resource,
      processors: [collectors.logs],
    }),
    contextManager: new AsyncLocalStorageContextManager(),
    propagator: options.propagator ?? w3cPropagator(),
  };
}

function w3cPropagator(): TextMapPropagator {
  return new CompositePropagator({
    propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()],
  });
}

function onlyWanted(
  sdk: Sdk,
  signals: readonly Signal[] = ['traces', 'metrics', 'logs']
): Wanted {
  const { tracerProvider, meterProvider, loggerProvider, ...rest } = sdk;
  return {
    ...rest,
    ...(signals.includes('traces') ? { tracerProvider } : {}),
    ...(signals.includes('metrics') ? { meterProvider } : {}),
    ...(signals.includes('logs') ? { loggerProvider } : {}),
  };
}

function handOver(wanted: Wanted, instrumentation: ProviderConsumer): void {
  const { tracerProvider, meterProvider, loggerProvider } = wanted;
  if (tracerProvider) instrumentation.setTracerProvider(tracerProvider);
  if (meterProvider) instrumentation.setMeterProvider(meterProvider);
  if (loggerProvider) instrumentation.setLoggerProvider?.(loggerProvider);
}
