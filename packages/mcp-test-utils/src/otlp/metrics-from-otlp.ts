/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { diag } from '@opentelemetry/api';
import type {
  ExemplarRecord,
  HistogramPoint,
  MetricRecord,
  NumberPoint,
} from '../records/metric-record.ts';
import type { Temporality } from '../records/metric-store.ts';
import type { Origin } from '../records/values.ts';
import type { Fields } from './fields.ts';
import { byScope, correlation } from './from-otlp.ts';

export interface ExportedMetric {
  readonly metric: MetricRecord;
  readonly temporality: Temporality;
}

// AGGREGATION_TEMPORALITY_DELTA in OTLP.
const DELTA = 1;

/** Every metric of an `ExportMetricsServiceRequest`. */
export function metricsOf(request: unknown): ExportedMetric[] {
  return byScope(request, 'resourceMetrics', 'scopeMetrics').flatMap(
    ({ origin, items }) =>
      items.messages('metrics').flatMap(fields => {
        const metric = metricRecord(fields, origin);
        return metric === undefined
          ? []
          : [{ metric, temporality: temporalityOf(fields, metric.type) }];
      })
  );
}

function temporalityOf(
  fields: Fields,
  type: MetricRecord['type']
): Temporality {
  const number = fields.message(type).number('aggregationTemporality');
  return number === DELTA ? 'delta' : 'cumulative';
}

function metricRecord(
  fields: Fields,
  origin: Origin
): MetricRecord | undefined {
  const base = {
    name: fields.text('name'),
    unit: fields.text('unit'),
    description: fields.text('description'),
    ...origin,
  };
  const points = (type: MetricRecord['type']) =>
    fields.message(type).messages('dataPoints');
  if (fields.has('histogram')) {
    const histogramPoints = points('histogram').map(histogramPoint);
    return { ...base, type: 'histogram', points: histogramPoints };
  }
  if (fields.has('sum')) {
    const monotonic = fields.message('sum').flag('isMonotonic');
    const sumPoints = points('sum').map(numberPoint);
    return { ...base, type: 'sum', monotonic, points: sumPoints };
  }
  if (fields.has('gauge')) {
    return { ...base, type: 'gauge', points: points('gauge').map(numberPoint) };
  }
  diag.warn(`The metric ${base.name} is of a kind that is left out`);
  return undefined;
}

function numberPoint(point: Fields): NumberPoint {
  return {
    attributes: point.attributes('attributes'),
    value: numberOf(point),
    ...exemplarsOf(point),
  };
}

function histogramPoint(point: Fields): HistogramPoint {
  const optional = (key: 'sum' | 'min' | 'max') =>
    point.has(key) ? { [key]: point.number(key) } : {};
  return {
    attributes: point.attributes('attributes'),
    count: point.number('count'),
    ...optional('sum'),
    ...optional('min'),
    ...optional('max'),
    boundaries: point.numbers('explicitBounds'),
    bucketCounts: point.numbers('bucketCounts'),
    ...exemplarsOf(point),
  };
}

function exemplarsOf(point: Fields): Pick<NumberPoint, 'exemplars'> {
  const exemplars = point
    .messages('exemplars')
    .map((exemplar): ExemplarRecord => ({
      value: numberOf(exemplar),
      time: exemplar.time('timeUnixNano'),
      ...correlation(exemplar),
      attributes: exemplar.attributes('filteredAttributes'),
    }));
  return exemplars.length === 0 ? {} : { exemplars };
}

/** Integers are data too: they are in another field. */
function numberOf(point: Fields): number {
  return point.number(point.has('asInt') ? 'asInt' : 'asDouble');
}
