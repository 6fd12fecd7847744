/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  CompositePropagator,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
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
 * @param {string} telemetry `recording`, `not-sampled`, or `none`: no SDK
 */
export function registerTelemetry(telemetry) {
  if (telemetry === 'none') return;
  const sampler =
    telemetry === 'recording' ? new AlwaysOnSampler() : new AlwaysOffSampler();
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
}
