/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type {
  HistogramPoint,
  HistogramRecord,
  MetricRecord,
} from 'opentelemetry-mcp-test-utils';

/** Units as Prometheus writes them into names; it does so itself for OTLP. */
const UNITS: Readonly<Record<string, string>> = { s: '_seconds' };

type Labels = Readonly<Record<string, string>>;

/**
 * All histograms in Prometheus' text format, with the names that it gives them when
 * they come by OTLP, and the service as `job`. Processes of one service are added up,
 * those that have ended as well: what is exposed only grows.
 */
export function exposition(metrics: readonly MetricRecord[]): string {
  const samples = new Map<string, number>();
  const add = (name: string, labels: Labels, value: number) => {
    const key = `${name}{${written(labels)}}`;
    samples.set(key, (samples.get(key) ?? 0) + value);
  };
  for (const metric of metrics) {
    if (metric.type !== 'histogram') continue;
    for (const point of metric.points) addPoint(metric, point, add);
  }
  const lines = [...samples].map(([key, value]) => `${key} ${String(value)}\n`);
  return lines.join('');
}

function addPoint(
  { name: dotted, unit, service = '' }: HistogramRecord,
  { attributes, boundaries, bucketCounts, count, sum = 0 }: HistogramPoint,
  add: (name: string, labels: Labels, value: number) => void
): void {
  const name = underscored(dotted) + (UNITS[unit] ?? '');
  const labels: Labels = {
    job: service,
    ...Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [
        underscored(key),
        typeof value === 'string' ? value : JSON.stringify(value),
      ])
    ),
  };
  let below = 0;
  for (const [index, inBucket] of bucketCounts.entries()) {
    below += inBucket;
    const le = boundaries[index] ?? '+Inf';
    add(`${name}_bucket`, { ...labels, le: String(le) }, below);
  }
  add(`${name}_sum`, labels, sum);
  add(`${name}_count`, labels, count);
}

const underscored = (name: string): string => name.replaceAll('.', '_');

const written = (labels: Labels): string =>
  Object.entries(labels)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join();
