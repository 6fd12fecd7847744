/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Origin, TelemetryAttributes } from './values.ts';

export interface ExemplarRecord {
  readonly value: number;
  /** Milliseconds since the Unix epoch, with a fraction. */
  readonly time: number;
  readonly traceId?: string;
  readonly spanId?: string;
  /** Attributes that a view removed from the point itself. */
  readonly attributes: TelemetryAttributes;
}

interface Point {
  readonly attributes: TelemetryAttributes;
  /** Absent when the source has none; the JavaScript SDK exports none. */
  readonly exemplars?: readonly ExemplarRecord[];
}

export interface NumberPoint extends Point {
  readonly value: number;
}

export interface HistogramPoint extends Point {
  readonly count: number;
  readonly sum?: number;
  readonly min?: number;
  readonly max?: number;
  /** Upper bounds of all buckets but the last. */
  readonly boundaries: readonly number[];
  /** One more than `boundaries`. */
  readonly bucketCounts: readonly number[];
}

interface Metric extends Origin {
  readonly name: string;
  /** The empty string when none was given. */
  readonly unit: string;
  readonly description: string;
}

export interface SumRecord extends Metric {
  readonly type: 'sum';
  /** True for counters, false for up-down counters. */
  readonly monotonic: boolean;
  readonly points: readonly NumberPoint[];
}

export interface GaugeRecord extends Metric {
  readonly type: 'gauge';
  readonly points: readonly NumberPoint[];
}

export interface HistogramRecord extends Metric {
  readonly type: 'histogram';
  readonly points: readonly HistogramPoint[];
}

/**
 * One metric of one instrumentation scope and resource. Exponential histograms
 * are not represented.
 */
export type MetricRecord = SumRecord | GaugeRecord | HistogramRecord;
