/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  trace,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';
import type { Settings } from '../config/settings.ts';
import { isError } from '../model/errors.ts';
import { OTHER } from '../model/methods.ts';
import { boundedName, boundedText } from '../model/bounded-text.ts';
import type { LogEmitter } from './log-emitter.ts';

/** `SeverityNumber.ERROR` of the logs data model. */
const SEVERITY_ERROR = 17;
const EVENT_NAME = 'exception';

/**
 * An exception as a log record, which is how OpenTelemetry records exceptions by
 * now, or as an event of its span. Its class only, unless the operator wants the
 * text: message and stack quote what the tool worked on.
 */
export function recordException(
  error: unknown,
  context: Context,
  logger: LogEmitter,
  settings: Settings
): void {
  const attributes = exceptionAttributes(error, settings.toolExceptionText);
  switch (settings.toolExceptions) {
    case 'off':
      return;
    case 'span-event':
      addEvent(trace.getSpan(context), attributes);
      return;
    case 'log':
      logger.emit({
        eventName: EVENT_NAME,
        severityNumber: SEVERITY_ERROR,
        severityText: 'ERROR',
        attributes,
        context,
      });
  }
}

/** A handler may go on after the call that it serves has been taken back. */
function addEvent(span: Span | undefined, attributes: Attributes): void {
  if (span?.isRecording() === true) {
    span.addEvent(EVENT_NAME, attributes);
  }
}

function exceptionAttributes(error: unknown, withText: boolean): Attributes {
  if (!isError(error)) {
    return { 'exception.type': OTHER };
  }
  return {
    'exception.type': boundedName(error.constructor.name),
    ...(withText && {
      'exception.message': boundedText(error.message),
      'exception.stacktrace': (error.stack ?? '').toWellFormed(),
    }),
  };
}
