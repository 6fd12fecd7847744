/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import type {
  HistogramPoint,
  HistogramRecord,
  MetricRecord,
  Telemetry,
} from 'opentelemetry-mcp-test-utils';

/** The four histograms of the conventions. */
export const HISTOGRAMS = [
  'mcp.client.operation.duration',
  'mcp.server.operation.duration',
  'mcp.client.session.duration',
  'mcp.server.session.duration',
] as const;

export type HistogramName = (typeof HISTOGRAMS)[number];

export function histogramOf(
  metrics: readonly MetricRecord[],
  name: HistogramName
): HistogramRecord {
  const metric = metrics.find(one => one.name === name);
  assert.equal(metric?.type, 'histogram', `${name} was not recorded`);
  return metric;
}

/** Its points; none where it was not recorded. */
export function pointsOf(
  metrics: readonly MetricRecord[],
  name: HistogramName
): readonly HistogramPoint[] {
  return metrics.some(metric => metric.name === name)
    ? histogramOf(metrics, name).points
    : [];
}

/** How many sessions each side has recorded. */
export async function sessionCounts(
  telemetry: Telemetry
): Promise<{ client: number; server: number }> {
  const metrics = await telemetry.metrics();
  const count = (name: HistogramName) =>
    pointsOf(metrics, name).reduce((sum, point) => sum + point.count, 0);
  return {
    client: count('mcp.client.session.duration'),
    server: count('mcp.server.session.duration'),
  };
}
