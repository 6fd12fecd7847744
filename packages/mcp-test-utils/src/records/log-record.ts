/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Origin, TelemetryAttributes, TelemetryValue } from './values.ts';

export interface LogRecord extends Origin {
  /** Milliseconds since the Unix epoch; absent when the event time is unknown. */
  readonly time?: number;
  /** Milliseconds since the Unix epoch. */
  readonly observedTime: number;
  /** 1 (TRACE) to 24 (FATAL4). */
  readonly severityNumber?: number;
  readonly severityText?: string;
  readonly eventName?: string;
  readonly body?: TelemetryValue;
  readonly attributes: TelemetryAttributes;
  readonly traceId?: string;
  readonly spanId?: string;
}
