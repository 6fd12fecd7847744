/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { textOf, type Subject } from './subject.ts';

export interface OutcomeRule {
  readonly id: string;
  /** What must hold, as tables put it. */
  readonly says: string;
  /** Returns what is wrong, if anything. */
  readonly check: (subject: Subject) => string | undefined;
}

/** JSON-RPC codes which a server answers without having failed itself. */
const CALLER_FAULTS = ['-32700', '-32600', '-32601', '-32602', '-32002'];

/**
 * Caller's faults of protocol revision 2026-07-28, which is younger than the
 * list above: taking them for errors or not is both accepted.
 */
const NEW_CALLER_FAULTS = ['-32020', '-32021', '-32022'];

/** One row per rule on how operations end, on spans and on metrics alike. */
export const OUTCOME_RULES: readonly OutcomeRule[] = [
  {
    id: 'outcome.error-code',
    says: '`error.type` is the code of the error response (on the server only if the caller is not at fault); a failure without a response has no code, whatever code the SDK rejects with; a client that probes with `server/discover` has not failed when it is refused, and keeps the code',
    check: checkErrorCode,
  },
  {
    id: 'outcome.caller-fault',
    says: `A server that answers ${CALLER_FAULTS.join(', ')} has not failed: \`error.type\` is absent`,
    check: subject => {
      const { code, errorType } = outcomeOf(subject);
      return subject.side === 'server' &&
        code !== undefined &&
        CALLER_FAULTS.includes(code) &&
        errorType !== undefined
        ? `${code} is the caller's fault, and error.type is ${errorType}`
        : undefined;
    },
  },
  {
    id: 'outcome.tool-error',
    says: 'A result with `isError` makes `error.type` `tool_error`, which only `tools/call` has',
    check: subject =>
      outcomeOf(subject).errorType === 'tool_error' &&
      subject.method !== 'tools/call'
        ? `error.type of ${subject.method} is tool_error`
        : undefined,
  },
  {
    id: 'outcome.cancelled',
    says: 'A server whose caller cancels has not failed',
    check: subject =>
      subject.side === 'server' && outcomeOf(subject).errorType === 'cancelled'
        ? 'error.type is cancelled'
        : undefined,
  },
];

function checkErrorCode(subject: Subject): string | undefined {
  const { code, errorType } = outcomeOf(subject);
  if (code === undefined || errorType === code) return undefined;
  const beside = `beside rpc.response.status_code ${code}`;
  if (errorType !== undefined) return `error.type is ${errorType} ${beside}`;
  const isCallersFault = [...CALLER_FAULTS, ...NEW_CALLER_FAULTS].includes(
    code
  );
  const isHandled =
    subject.side === 'client' && subject.method === 'server/discover';
  return isHandled || (subject.side === 'server' && isCallersFault)
    ? undefined
    : `error.type is missing ${beside}`;
}

function outcomeOf({ attributes }: Subject) {
  return {
    code: textOf(attributes, 'rpc.response.status_code'),
    errorType: textOf(attributes, 'error.type'),
  };
}
