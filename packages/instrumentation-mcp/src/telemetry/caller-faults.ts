/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * JSON-RPC codes that blame the caller. A server that sends one did its work:
 * its span is no error (semantic-conventions-genai #404). The last three are
 * the caller's faults of MCP 2026-07-28 (header mismatch, missing capability,
 * unsupported version), which the convention was written too early to list.
 */
export const CALLER_FAULTS: ReadonlySet<string> = new Set([
  '-32700',
  '-32600',
  '-32601',
  '-32602',
  '-32002',
  '-32020',
  '-32021',
  '-32022',
]);
