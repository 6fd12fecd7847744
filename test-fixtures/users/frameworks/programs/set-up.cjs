/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// All instrumentations of OpenTelemetry, and those that frameworks bring.
const {
  getNodeAutoInstrumentations,
} = require('@opentelemetry/auto-instrumentations-node');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { ofFastify } = require('./of-fastify.cjs');

const spans = [];
const done = { forceFlush: async () => {}, shutdown: async () => {} };
const off = { enabled: false };

new NodeSDK({
  // Its client spans are no matter here.
  instrumentations: [
    getNodeAutoInstrumentations({
      '@opentelemetry/instrumentation-undici': off,
    }),
    ...ofFastify(),
  ],
  spanProcessors: [{ ...done, onStart() {}, onEnd: span => spans.push(span) }],
  metricReaders: [],
  logRecordProcessors: [],
}).start();

/** What the test is told of each span. */
globalThis.recorded = () =>
  spans.map(span => ({
    scope: span.instrumentationScope.name,
    name: span.name,
    kind: span.kind,
    ...span.spanContext(),
    parent: span.parentSpanContext?.spanId,
    links: span.links.map(({ context }) => context.spanId),
    attributes: span.attributes,
  }));
