/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { diag } from '@opentelemetry/api';
import {
  AggregationTemporality,
  DataPointType,
  MetricReader,
  type CollectionResult,
  type DataPoint,
  type Histogram,
} from '@opentelemetry/sdk-metrics';
import type {
  HistogramPoint,
  MetricRecord,
  NumberPoint,
} from '../records/metric-record.ts';
import { MetricStore } from '../records/metric-store.ts';
import { toTelemetryAttributes, type Origin } from '../records/values.ts';
import { originOfSdk } from './from-sdk.ts';

type SdkMetric =
  CollectionResult['resourceMetrics']['scopeMetrics'][number]['metrics'][number];

/**
 * Collects on demand. Deltas are added up here, because cumulative sums of the
 * SDK cannot be reset between two tests.
 */
export class MetricCollector extends MetricReader {
  private readonly _store = new MetricStore();

  constructor() {
    super({
      aggregationTemporalitySelector: () => AggregationTemporality.DELTA,
    });
  }

  async metrics(): Promise<MetricRecord[]> {
    const { resourceMetrics, errors } = await this.collect();
    for (const error of errors) {
      diag.error('A metric could not be collected', error);
    }
    for (const { scope, metrics } of resourceMetrics.scopeMetrics) {
      const origin = originOfSdk({
        resource: resourceMetrics.resource,
        instrumentationScope: scope,
      });
      for (const metric of metrics) {
        const record = metricRecord(metric, origin);
        if (record !== undefined) this._store.add(record, 'delta');
      }
    }
    return this._store.all();
  }

  async reset(): Promise<void> {
    await this.metrics();
    this._store.clear();
  }

  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }

  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }
}

function metricRecord(
  metric: SdkMetric,
  origin: Origin
): MetricRecord | undefined {
  const { name, unit, description } = metric.descriptor;
  const base = { name, unit, description, ...origin };
  switch (metric.dataPointType) {
    case DataPointType.HISTOGRAM:
      return {
        ...base,
        type: 'histogram',
        points: metric.dataPoints.map(histogramPoint),
      };
    case DataPointType.GAUGE:
      return {
        ...base,
        type: 'gauge',
        points: metric.dataPoints.map(numberPoint),
      };
    case DataPointType.SUM:
      return {
        ...base,
        type: 'sum',
        monotonic: metric.isMonotonic,
        points: metric.dataPoints.map(numberPoint),
      };
    case DataPointType.EXPONENTIAL_HISTOGRAM:
      diag.warn(`The exponential histogram ${name} is left out`);
      return undefined;
  }
}

function numberPoint({ attributes, value }: DataPoint<number>): NumberPoint {
  return { attributes: toTelemetryAttributes(attributes), value };
}

function histogramPoint(point: DataPoint<Histogram>): HistogramPoint {
  const { count, sum, min, max, buckets } = point.value;
  return {
    attributes: toTelemetryAttributes(point.attributes),
    count,
    ...(sum === undefined ? {} : { sum }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    boundaries: [...buckets.boundaries],
    bucketCounts: [...buckets.counts],
  };
}
