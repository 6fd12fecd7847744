/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isDeepStrictEqual } from 'node:util';
import type { MetricRecord } from '../records/metric-record.ts';
import { isStateless } from './methods.ts';
import { textOf, type Side } from './subject.ts';

export interface MetricDescription {
  readonly name: string;
  readonly side: Side;
  /** Where its attributes are in the table of attributes. */
  readonly place: 'metrics' | 'sessions';
  readonly instrument: 'histogram';
  readonly unit: string;
  readonly measures: string;
}

/** The metrics of the conventions. */
export const METRICS: readonly MetricDescription[] = [
  {
    name: 'mcp.client.operation.duration',
    side: 'client',
    place: 'metrics',
    instrument: 'histogram',
    unit: 's',
    measures:
      'a request or notification as its sender sees it, until the response or ack',
  },
  {
    name: 'mcp.server.operation.duration',
    side: 'server',
    place: 'metrics',
    instrument: 'histogram',
    unit: 's',
    measures:
      'a request or notification as its receiver sees it, until the result or ack is sent',
  },
  {
    name: 'mcp.client.session.duration',
    side: 'client',
    place: 'sessions',
    instrument: 'histogram',
    unit: 's',
    measures: 'a session as the client sees it',
  },
  {
    name: 'mcp.server.session.duration',
    side: 'server',
    place: 'sessions',
    instrument: 'histogram',
    unit: 's',
    measures: 'a session as the server sees it',
  },
];

/** Upper bounds of the buckets, in seconds. */
export const BUCKET_BOUNDARIES: readonly number[] = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300,
];

export interface MetricRule {
  readonly id: string;
  /** What must hold, as tables put it. */
  readonly says: string;
  /** Returns what is wrong, if anything. */
  readonly check: (
    metric: MetricRecord,
    description: MetricDescription
  ) => string | undefined;
}

/** One row per rule on a metric that is not about its attributes alone. */
export const METRIC_RULES: readonly MetricRule[] = [
  {
    id: 'metric.instrument',
    says: 'The instrument is a histogram',
    check: ({ type }, { instrument }) =>
      type === instrument ? undefined : `the instrument is a ${type}`,
  },
  {
    id: 'metric.unit',
    says: 'The unit is `s`',
    check: (metric, { unit }) =>
      metric.unit === unit
        ? undefined
        : `the unit is ${JSON.stringify(metric.unit)}`,
  },
  {
    id: 'metric.buckets',
    says: `The bucket boundaries are ${BUCKET_BOUNDARIES.join(', ')}`,
    check: metric => {
      if (metric.type !== 'histogram') return undefined;
      const other = metric.points.find(
        ({ boundaries }) => !isDeepStrictEqual(boundaries, BUCKET_BOUNDARIES)
      );
      return other === undefined
        ? undefined
        : `the bucket boundaries are ${other.boundaries.join(', ')}`;
    },
  },
  {
    id: 'metric.session',
    says: 'There are session metrics of sessions only: not from protocol revision 2026-07-28 on, which has none',
    check: (metric, { place }) => {
      if (place !== 'sessions') return undefined;
      const stateless = metric.points
        .map(({ attributes }) => textOf(attributes, 'mcp.protocol.version'))
        .find(isStateless);
      return stateless === undefined
        ? undefined
        : `protocol revision ${stateless} has no sessions`;
    },
  },
];
