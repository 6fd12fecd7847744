/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Telemetry as an application sets it up by hand, with parts left out or broken.
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
// The exporter is a dependency of the Node SDK.
const fromSdkNode = createRequire(require.resolve('@opentelemetry/sdk-node'));
const { OTLPTraceExporter } = fromSdkNode(
  '@opentelemetry/exporter-trace-otlp-proto'
);

export const parts = {
  contextManager: () =>
    context.setGlobalContextManager(
      new AsyncLocalStorageContextManager().enable()
    ),
  propagator: () =>
    propagation.setGlobalPropagator(new W3CTraceContextPropagator()),
  exporter: () => new OTLPTraceExporter(),
  sampler: () => undefined,
};

export { OTLPTraceExporter };

export function startSdk(changes = {}) {
  const { contextManager, propagator, exporter, sampler } = {
    ...parts,
    ...changes,
  };
  contextManager();
  propagator();
  const made = exporter();
  trace.setGlobalTracerProvider(
    new TracerProvider({
      sampler: sampler(),
      spanProcessors: made ? [new BatchSpanProcessor({ exporter: made })] : [],
    })
  );
}
