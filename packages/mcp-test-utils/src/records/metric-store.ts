/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type {
  HistogramPoint,
  MetricRecord,
  NumberPoint,
} from './metric-record.ts';
import type { TelemetryAttributes } from './values.ts';

/** Whether exported points replace what was exported before or add to it. */
export type Temporality = 'cumulative' | 'delta';

/**
 * Keeps one point per metric and attribute set over any number of collections
 * or exports.
 */
export class MetricStore {
  private readonly _metrics = new Map<string, MetricRecord>();

  add(metric: MetricRecord, temporality: Temporality): void {
    const key = identity(metric);
    const before = this._metrics.get(key);
    this._metrics.set(
      key,
      before === undefined ? metric : merge(before, metric, temporality)
    );
  }

  all(): MetricRecord[] {
    return [...this._metrics.values()];
  }

  clear(): void {
    this._metrics.clear();
  }
}

function identity(metric: MetricRecord): string {
  const { scope, resource, name, type, unit } = metric;
  const id = [attributesKey(resource), scope.name, scope.version, name];
  return JSON.stringify([...id, type, unit]);
}

/** Independent of the order of keys, which differs between exports. */
function attributesKey(attributes: TelemetryAttributes): string {
  return JSON.stringify(Object.entries(attributes).sort(byKey), (_, value) =>
    typeof value === 'bigint' ? `${String(value)}n` : (value as unknown)
  );
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function merge(
  before: MetricRecord,
  now: MetricRecord,
  temporality: Temporality
): MetricRecord {
  const delta = temporality === 'delta';
  if (before.type === 'histogram' && now.type === 'histogram') {
    const add = delta ? addHistograms : latest<HistogramPoint>;
    return { ...now, points: mergePoints(before.points, now.points, add) };
  }
  if (before.type === 'sum' && now.type === 'sum') {
    const add = delta ? addNumbers : latest<NumberPoint>;
    return { ...now, points: mergePoints(before.points, now.points, add) };
  }
  if (before.type === 'gauge' && now.type === 'gauge') {
    return { ...now, points: mergePoints(before.points, now.points, latest) };
  }
  return now;
}

function mergePoints<P extends { readonly attributes: TelemetryAttributes }>(
  before: readonly P[],
  now: readonly P[],
  combine: (before: P, now: P) => P
): P[] {
  const points = new Map<string, P>();
  for (const point of before)
    points.set(attributesKey(point.attributes), point);
  for (const point of now) {
    const key = attributesKey(point.attributes);
    const old = points.get(key);
    points.set(key, old === undefined ? point : combine(old, point));
  }
  return [...points.values()];
}

function latest<P>(_before: P, now: P): P {
  return now;
}

function addNumbers(before: NumberPoint, now: NumberPoint): NumberPoint {
  return { ...now, ...exemplars(before, now), value: before.value + now.value };
}

function addHistograms(
  before: HistogramPoint,
  now: HistogramPoint
): HistogramPoint {
  return {
    attributes: now.attributes,
    count: before.count + now.count,
    ...combined('sum', before, now, (a, b) => a + b),
    ...combined('min', before, now, Math.min),
    ...combined('max', before, now, Math.max),
    boundaries: now.boundaries,
    bucketCounts: now.bucketCounts.map(
      (count, index) => count + (before.bucketCounts[index] ?? 0)
    ),
    ...exemplars(before, now),
  };
}

function combined<K extends 'sum' | 'min' | 'max'>(
  key: K,
  before: HistogramPoint,
  now: HistogramPoint,
  combine: (a: number, b: number) => number
): Partial<Record<K, number>> {
  const [a, b] = [before[key], now[key]];
  const value = a === undefined ? b : b === undefined ? a : combine(a, b);
  const result: Partial<Record<K, number>> = {};
  if (value !== undefined) result[key] = value;
  return result;
}

function exemplars(
  before: NumberPoint | HistogramPoint,
  now: NumberPoint | HistogramPoint
): Pick<NumberPoint, 'exemplars'> {
  if (before.exemplars === undefined && now.exemplars === undefined) return {};
  return {
    exemplars: [...(before.exemplars ?? []), ...(now.exemplars ?? [])],
  };
}
