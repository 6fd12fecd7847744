/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Attributes, Span } from '@opentelemetry/api';
import type { Message, Response } from '../model/json-rpc.ts';
import type { Outcome } from '../model/outcome.ts';
import { captureRequest, captureResult } from '../telemetry/content.ts';
import { addMissing } from '../telemetry/readable-span.ts';
import { recordOutcome } from '../telemetry/status.ts';
import type { Telemetry } from './telemetry.ts';

/*
 * What is done to a span once there is one. Spans of other SDKs, and processors of
 * applications, may throw anywhere: each step costs no more than itself, and the
 * exchange goes on to its end.
 */

/** A span that stands for an exchange, be it ours or of somebody else. */
export interface Standing {
  readonly span: Span;
  readonly isOwn: boolean;
}

export function describeSpan(
  { span, isOwn }: Standing,
  attributes: Attributes,
  telemetry: Telemetry
): void {
  try {
    if (isOwn) {
      span.setAttributes(attributes);
    } else {
      addMissing(span, attributes);
    }
  } catch (error) {
    telemetry.failed('describing a span', error);
  }
}

/** In memory, arguments are the caller's own objects, whose getters may throw. */
export function captureArguments(
  span: Span,
  message: Message,
  telemetry: Telemetry
): void {
  try {
    captureRequest(span, message, telemetry);
  } catch {
    telemetry.tellUnread();
  }
}

export function captureAnswer(
  span: Span,
  message: Message,
  { result }: Response,
  telemetry: Telemetry
): void {
  try {
    if (span.isRecording()) {
      captureResult(span, message, result, telemetry);
    }
  } catch {
    telemetry.tellUnread();
  }
}

/** How an exchange has ended; the span of somebody else is theirs to end. */
export function concludeSpan(
  { span, isOwn }: Standing,
  outcome: Outcome,
  result: Attributes,
  response: Response | undefined,
  telemetry: Telemetry
): void {
  const { responseHook } = telemetry.settings;
  try {
    const records = span.isRecording();
    if (responseHook !== undefined && records) {
      telemetry.runHook('responseHook', responseHook, span, response);
    }
    if (!isOwn) {
      addMissing(span, result);
    } else if (records) {
      recordOutcome(span, outcome, result);
    }
  } catch (error) {
    telemetry.failed('recording an outcome', error);
  }
}

export function endSpan(
  { span, isOwn }: Standing,
  at: number | undefined,
  telemetry: Telemetry
): void {
  try {
    if (isOwn) {
      span.end(at);
    }
  } catch (error) {
    telemetry.failed('ending a span', error);
  }
}
