/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Attributes, Context } from '@opentelemetry/api';
import { OTHER } from '../model/methods.ts';
import { boundedName } from './bounded-text.ts';

/** The part of a `Logger` that we need; its type has moved between the lines of the API. */
export interface LogEmitter {
  emit(record: ExceptionRecord): void;
}

/** A log record as the logs API takes it. */
export interface ExceptionRecord {
  readonly eventName: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly attributes: Attributes;
  readonly context: Context;
}

/** `SeverityNumber.ERROR` of the logs data model. */
const SEVERITY_ERROR = 17;

/**
 * An exception as a log record, which is how OpenTelemetry records exceptions by
 * now. Its class only: message and stack quote what the tool worked on.
 */
export function recordException(
  logger: LogEmitter,
  error: unknown,
  context: Context
): void {
  logger.emit({
    eventName: 'exception',
    severityNumber: SEVERITY_ERROR,
    severityText: 'ERROR',
    attributes: { 'exception.type': exceptionType(error) },
    context,
  });
}

function exceptionType(error: unknown): string {
  return error instanceof Error ? boundedName(error.constructor.name) : OTHER;
}
