/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Attributes, Link, Span, SpanOptions } from '@opentelemetry/api';
import { spanName } from '../telemetry/message-attributes.ts';
import { messageInfo } from './message-info.ts';
import type { Opening } from './opening.ts';
import { captureArguments } from './span-steps.ts';
import type { Telemetry } from './telemetry.ts';

/** Whether a message is to have a span, by the operator's wish. */
export function isShown(opening: Opening, telemetry: Telemetry): boolean {
  const { settings, ignored } = telemetry.policies;
  if (
    settings.propagationOnly ||
    ignored.matchesMethod(opening.message.method)
  ) {
    return false;
  }
  return (
    !ignored.asksForMore ||
    telemetry.runHook(
      'ignore',
      info => ignored.matches(info),
      infoOf(opening)
    ) !== true
  );
}

/**
 * Starts the span of an exchange.
 *
 * @param since when the exchange began, in milliseconds since the epoch, if that is
 * over and the message does not say it: with a start time, the SDK ends the span on
 * the coarser clock as well.
 */
export function startSpan(
  opening: Opening,
  attributes: Attributes,
  links: Link[] | undefined,
  since: number | undefined,
  telemetry: Telemetry
): Span {
  const { settings, tracer } = telemetry;
  const { kind, origin, arrival } = opening;
  const at = since ?? arrival.at?.epoch;
  const options: SpanOptions = { kind, attributes };
  if (links !== undefined) {
    options.links = links;
  }
  if (at !== undefined) {
    options.startTime = at;
  }
  const name = spanName(attributes, settings);
  const span = tracer.startSpan(name, options, origin.parent);
  begin(span, opening, telemetry);
  return span;
}

/** The span is there, and will be ended, whatever happens here. */
function begin(span: Span, opening: Opening, telemetry: Telemetry): void {
  const { requestHook } = telemetry.settings;
  try {
    if (!span.isRecording()) {
      return;
    }
  } catch (error) {
    telemetry.failed('looking at a span', error);
    return;
  }
  captureArguments(span, opening.message, telemetry);
  if (requestHook !== undefined) {
    telemetry.runHook('requestHook', requestHook, span, infoOf(opening));
  }
}

function infoOf({ message, kind, connection, arrival }: Opening) {
  return messageInfo(message, kind, connection, arrival);
}
