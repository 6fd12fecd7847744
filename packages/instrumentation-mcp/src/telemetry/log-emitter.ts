/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Attributes, Context } from '@opentelemetry/api';

/** The part of a `Logger` that we need; its type has moved between the lines of the API. */
export interface LogEmitter {
  emit(record: LogRecord): void;
}

/** A log record as the logs API takes it. */
export interface LogRecord {
  readonly eventName?: string;
  /** 1 to 24, logs data model "SeverityNumber". */
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body?: string;
  readonly attributes: Attributes;
  /** The context with the span that the record belongs to. */
  readonly context: Context;
}
