/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Of what was thrown, its name only: a message may quote the payload. */
export function nameOfThrown(error: unknown): string {
  try {
    return error instanceof Error ? error.name : typeof error;
  } catch {
    return 'value that cannot be read';
  }
}
