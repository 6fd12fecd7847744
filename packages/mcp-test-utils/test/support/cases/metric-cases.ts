/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  clientOperation,
  clientSession,
  histogram,
  serverOperation,
} from '../mcp-records.ts';
import type { Case } from './case.ts';

export const metricCases: Case[] = [
  [
    'metric.unknown',
    histogram('mcp.server.duration', {}),
    'mcp.server.duration is not in the conventions',
  ],
  [
    'metric.instrument',
    { ...serverOperation(), type: 'sum', monotonic: true, points: [] },
    'the instrument is a sum',
  ],
  ['metric.unit', { ...clientSession(), unit: 'ms' }, 'the unit is "ms"'],
  [
    'metric.buckets',
    {
      ...clientOperation(),
      points: clientOperation().points.map(point => ({
        ...point,
        boundaries: [0, 5, 10],
      })),
    },
    'the bucket boundaries are 0, 5, 10',
  ],
  [
    'network.transport',
    clientSession({ 'network.transport': 'tcp' }),
    'network.transport must be absent (never)',
  ],
  [
    'metric.session',
    clientSession({ 'mcp.protocol.version': '2026-07-28' }),
    'protocol revision 2026-07-28 has no sessions',
  ],
];
