/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

export type Severity = 'error' | 'warn' | 'info';

export type FindingCode =
  | 'CONSOLE_ON_STDOUT'
  | 'ENDED_EARLY'
  | 'ENV_NOT_INHERITED'
  | 'EXPORT_FAILED'
  | 'LOADED_TOO_LATE'
  | 'LOADER_MESSAGE_CHANNEL'
  | 'NOT_LOADED'
  | 'NO_ANSWER'
  | 'NO_CONTEXT_MANAGER'
  | 'NO_EXPORTER'
  | 'NO_FLUSH'
  | 'NO_MCP_SDK'
  | 'NO_NODE_PROCESS'
  | 'NO_PROPAGATOR'
  | 'NO_SDK'
  | 'NO_SPANS'
  | 'SDK_BUNDLED'
  | 'SERVER_NOT_SEEN'
  | 'TRACE_NOT_CONTINUED'
  | 'TWO_API_COPIES'
  | 'TWO_INSTRUMENTATION_COPIES'
  | 'UNSUPPORTED_VERSION';

/** One cause of an incomplete trace. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly problem: string;
  readonly remedy: string;
  /** Process that it is about; none where it is about the whole. */
  readonly pid?: number;
}
