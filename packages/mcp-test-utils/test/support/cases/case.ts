/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { MetricRecord } from '../../../src/records/metric-record.ts';
import type { SpanRecord } from '../../../src/records/span-record.ts';

/** A record with one violation, the rule that it breaks, and the message. */
export type Case = [
  rule: string,
  record: SpanRecord | MetricRecord,
  message: string,
];
