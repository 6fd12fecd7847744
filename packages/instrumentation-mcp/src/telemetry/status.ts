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
import { boundedText } from '../model/bounded-text.ts';
import { CALLER_FAULTS } from './caller-faults.ts';
import type { KnownNames } from './known-names.ts';

/** Of an outcome that there is nothing to say of. */
const NOTHING: Attributes = Object.freeze({});

/**
 * `error.type` and `rpc.response.status_code`, equal on a span and on its metric
 * point. What a code means does not depend on how many others there have been.
 */
export function outcomeAttributes(
  outcome: Outcome,
  kind: SpanKind,
  names: KnownNames
): Attributes {
  switch (outcome.kind) {
    case 'result':
      return outcome.toolError ? { [ATTR_ERROR_TYPE]: TOOL_ERROR } : NOTHING;
    case 'error': {
      const code = names.errorCode(outcome.code);
      return isFailure(outcome, kind)
        ? { [ATTR_RPC_RESPONSE_STATUS_CODE]: code, [ATTR_ERROR_TYPE]: code }
        : { [ATTR_RPC_RESPONSE_STATUS_CODE]: code };
    }
    case 'failure':
      return outcome.isHandled === true
        ? NOTHING
        : { [ATTR_ERROR_TYPE]: names.errorType(outcome.errorType) };
    case 'cancelled':
    case 'delivered':
      return NOTHING;
  }
}

/** What is handled is no error, nor is the caller's fault one of the server. */
function isFailure(
  { code, isHandled }: Extract<Outcome, { kind: 'error' }>,
  kind: SpanKind
): boolean {
  return (
    isHandled !== true && (kind === SpanKind.CLIENT || !CALLER_FAULTS.has(code))
  );
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
  if (attributes === NOTHING) {
    return;
  }
  span.setAttributes(attributes);
  if (attributes[ATTR_ERROR_TYPE] !== undefined) {
    const message = outcome.kind === 'error' ? outcome.message : undefined;
    span.setStatus({
      code: SpanStatusCode.ERROR,
      ...(message !== undefined && { message: boundedText(message) }),
    });
  }
}
