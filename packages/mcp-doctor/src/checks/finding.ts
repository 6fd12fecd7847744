/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

export type Severity = 'error' | 'warn' | 'info';

/** All that can be found; the README says what each means. */
export const FINDING_CODES = [
  'CHILD_KILLED',
  'CONSOLE_ON_STDOUT',
  'ENDED_EARLY',
  'ENV_NOT_INHERITED',
  'EXPORT_FAILED',
  'HOOKS_REPLACED',
  'HTTP_NOT_PATCHED',
  'LOADED_TOO_LATE',
  'LOADER_MESSAGE_CHANNEL',
  'NOT_BY_CONVENTIONS',
  'NOT_LOADED',
  'NO_ANSWER',
  'NO_CONTEXT_MANAGER',
  'NO_EXPORTER',
  'NO_FLUSH',
  'NO_MCP_SDK',
  'NO_NODE_PROCESS',
  'NO_PROPAGATOR',
  'NO_SDK',
  'NO_SPANS',
  'SDK_BUNDLED',
  'SDK_VENDORED',
  'SERVER_NOT_SEEN',
  'STILL_RUNNING',
  'TRACE_NOT_CONTINUED',
  'TWO_API_COPIES',
  'TWO_INSTRUMENTATION_COPIES',
  'UNSUPPORTED_VERSION',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/** One cause of an incomplete trace. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly problem: string;
  readonly remedy: string;
  /** Process that it is about; none where it is about the whole. */
  readonly pid?: number;
}
