/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  SpanKind,
  SpanStatusCode,
  type Attributes,
  type Span,
} from '@opentelemetry/api';
import { TOOL_ERROR, type Outcome } from '../model/outcome.ts';
import { ATTR_ERROR_TYPE, ATTR_RPC_RESPONSE_STATUS_CODE } from '../semconv.ts';
import { boundedText } from './bounded-text.ts';
import type { KnownNames } from './known-names.ts';

/**
 * JSON-RPC codes that blame the caller. A server that sends one did its work:
 * its span is no error (semantic-conventions-genai #404). The last three are
 * the caller's faults of MCP 2026-07-28 (header mismatch, missing capability,
 * unsupported version), which the convention was written too early to list.
 */
const CALLER_FAULTS: ReadonlySet<string> = new Set([
  '-32700',
  '-32600',
  '-32601',
  '-32602',
  '-32002',
  '-32020',
  '-32021',
  '-32022',
]);

/** `error.type` and `rpc.response.status_code`, equal on a span and on its metric point. */
export function outcomeAttributes(
  outcome: Outcome,
  kind: SpanKind
): Attributes {
  switch (outcome.kind) {
    case 'result':
      return outcome.toolError ? { [ATTR_ERROR_TYPE]: TOOL_ERROR } : {};
    case 'error':
      return {
        [ATTR_RPC_RESPONSE_STATUS_CODE]: outcome.code,
        ...(isFailure(outcome.code, kind) && {
          [ATTR_ERROR_TYPE]: outcome.code,
        }),
      };
    case 'failure':
      return { [ATTR_ERROR_TYPE]: outcome.errorType };
    case 'cancelled':
    case 'delivered':
      return {};
  }
}

function isFailure(code: string, kind: SpanKind): boolean {
  return kind === SpanKind.CLIENT || !CALLER_FAULTS.has(code);
}

/** The outcome with a code that a peer can no longer flood us with. */
export function boundOutcome(outcome: Outcome, names: KnownNames): Outcome {
  return outcome.kind === 'error'
    ? { ...outcome, code: names.errorCode(outcome.code) }
    : outcome;
}

/**
 * Puts an outcome on a span. The status is ERROR exactly when `error.type` is
 * set, and never OK. Its description is the JSON-RPC error's message: a tool's
 * own error text may hold secrets and stays out.
 */
export function recordOutcome(
  span: Span,
  outcome: Outcome,
  attributes: Attributes
): void {
  span.setAttributes(attributes);
  if (attributes[ATTR_ERROR_TYPE] !== undefined) {
    const message = outcome.kind === 'error' ? outcome.message : undefined;
    span.setStatus({
      code: SpanStatusCode.ERROR,
      ...(message !== undefined && { message: boundedText(message) }),
    });
  }
}
