/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  CompositePropagator,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';

/** Spans are made and dropped: exporting is not what is measured. */
const DROPPING = {
  onStart() {},
  onEnd() {},
  forceFlush: async () => {},
  shutdown: async () => {},
};

/**
 * Registers OpenTelemetry's SDK for traces, with the propagators it has by default.
 *
 * @param {string} telemetry `recording`, `not-sampled`, `metrics` (recording, and
 *   metrics with a reader), or `none`: no SDK
 */
export function registerTelemetry(telemetry) {
  if (telemetry === 'none') return;
  const sampler =
    telemetry === 'not-sampled'
      ? new AlwaysOffSampler()
      : new AlwaysOnSampler();
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [DROPPING], sampler })
  );
  context.setGlobalContextManager(
    new AsyncLocalStorageContextManager().enable()
  );
  propagation.setGlobalPropagator(
    new CompositePropagator({
      propagators: [
        new W3CTraceContextPropagator(),
        new W3CBaggagePropagator(),
      ],
    })
  );
  if (telemetry === 'metrics') metrics.setGlobalMeterProvider(readMetrics());
}

function readMetrics() {
  const exporter = new InMemoryMetricExporter(
    AggregationTemporality.CUMULATIVE
  );
  const exportIntervalMillis = 2 ** 30;
  return new MeterProvider({
    readers: [
      new PeriodicExportingMetricReader({ exporter, exportIntervalMillis }),
    ],
  });
}
