/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

export {
  assertMcpConventions,
  checkMcpConventions,
} from './conventions/check.ts';
export {
  conventionTables,
  type ConventionTables,
} from './conventions/tables.ts';
export type { CheckOptions, Violation } from './conventions/violation.ts';

export {
  assertSingleTrace,
  assertSpanTree,
  type SingleTraceOptions,
} from './spans/assert.ts';
export type { ExpectedSpan, ExpectedValue } from './spans/expected-span.ts';
export type { MatchOptions } from './spans/match.ts';
export { printSpanTree } from './spans/print.ts';
export { spanTree, type SpanNode } from './spans/tree.ts';

export type { Exit, Fixture } from './fixtures/fixture.ts';
export type {
  FixtureOptions,
  Readiness,
  StopBounds,
} from './fixtures/fixture-options.ts';
export { assertJsonRpcOnly, type JsonRpcMessage } from './fixtures/json-rpc.ts';
export { startFixture, startFixtures } from './fixtures/start-fixture.ts';

export {
  startOtlpReceiver,
  type OtlpReceiver,
  type OtlpReceiverOptions,
} from './otlp/receiver.ts';
export type { Enough, WaitOptions } from './otlp/store.ts';

export {
  startTelemetry,
  type ProviderConsumer,
  type Signal,
  type Telemetry,
  type TelemetryOptions,
} from './telemetry/telemetry.ts';

export type { LogRecord } from './records/log-record.ts';
export type {
  ExemplarRecord,
  GaugeRecord,
  HistogramPoint,
  HistogramRecord,
  MetricRecord,
  NumberPoint,
  SumRecord,
} from './records/metric-record.ts';
export type {
  EventRecord,
  LinkRecord,
  SpanKindName,
  SpanRecord,
  StatusCodeName,
  StatusRecord,
  UnendedSpanRecord,
} from './records/span-record.ts';
export type {
  Origin,
  ScopeRecord,
  TelemetryAttributes,
  TelemetryValue,
} from './records/values.ts';
