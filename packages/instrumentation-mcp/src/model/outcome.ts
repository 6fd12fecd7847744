/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject, type Response } from './json-rpc.ts';

/**
 * How an exchange came to its end.
 * - `result`: a response with a result was seen on the wire;
 * - `error`: an error response was seen on the wire;
 * - `failure`: no response was seen; `errorType` is a low-cardinality word;
 * - `cancelled`: the peer took its request back, which is no error of ours;
 * - `delivered`: a notification was handed over.
 *
 * What is handled is not recorded as an error (OpenTelemetry, "Recording errors"):
 * the SDK goes on as if it had been expected.
 */
export type Outcome =
  | { readonly kind: 'result'; readonly toolError: boolean }
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message?: string;
      readonly isHandled?: true;
    }
  | {
      readonly kind: 'failure';
      readonly errorType: string;
      readonly isHandled?: true;
    }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'delivered' };

export const DELIVERED: Outcome = { kind: 'delivered' };
export const TAKEN_BACK: Outcome = { kind: 'cancelled' };
export const ACCEPTED: Outcome = { kind: 'result', toolError: false };
const FAILED_TOOL: Outcome = { kind: 'result', toolError: true };

/** `error.type` of a request whose connection closed before its response. */
export const CONNECTION_CLOSED = 'connection_closed';
/** `error.type` of a request that its own sender took back. */
export const CANCELLED = 'cancelled';
/** `error.type` of a request whose response did not come in time. */
export const TIMEOUT = 'timeout';
/** `error.type` of a task that failed without a code. */
export const TASK_FAILED = 'task_failed';
/** `error.type` of a message that nobody will get: the SDK passes it over. */
export const DROPPED = 'dropped';
/** `error.type` of a request whose id came again before it was answered. */
export const DUPLICATE_ID = 'duplicate_id';
/** `error.type` of a result with `isError: true` (CallToolResult). */
export const TOOL_ERROR = 'tool_error';

export function outcomeOfResponse(
  response: Pick<Response, 'result' | 'error'>
): Outcome {
  if (isObject(response.error)) {
    const { code, message } = response.error;
    return {
      kind: 'error',
      code: String(code),
      ...(typeof message === 'string' && { message }),
    };
  }
  return outcomeOfResult(response.result);
}

export function outcomeOfResult(result: unknown): Outcome {
  return isObject(result) && result['isError'] === true
    ? FAILED_TOOL
    : ACCEPTED;
}

export function isBad(
  outcome: Outcome
): outcome is Extract<Outcome, { kind: 'error' | 'failure' }> {
  return outcome.kind === 'error' || outcome.kind === 'failure';
}

/** The same of an exchange after which its sender went on. */
export function handled(outcome: Outcome): Outcome {
  return isBad(outcome) ? { ...outcome, isHandled: true } : outcome;
}

export function failure(errorType: string): Outcome {
  return { kind: 'failure', errorType };
}

/** Whether a result asks for input before the call can complete (MCP 2026-07-28, `resultType`). */
export function requiresInput(response: Response): boolean {
  return (
    isObject(response.result) &&
    response.result['resultType'] === 'input_required'
  );
}
