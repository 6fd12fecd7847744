/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { DiagLogger } from '@opentelemetry/api';

/**
 * Tells that a step of ours failed, by the name of its error alone.
 *
 * @param consequence what follows, as the end of the line
 */
export function tellFailure(
  diag: DiagLogger,
  step: string,
  error: unknown,
  consequence = ''
): void {
  try {
    diag.error(`${step} failed (${nameOfThrown(error)})${consequence}`);
  } catch {
    // Neither a logger nor an error that throws may go any further.
  }
}

/** Of what was thrown, its name only: a message may quote the payload. */
export function nameOfThrown(error: unknown): string {
  try {
    return error instanceof Error ? error.name : typeof error;
  } catch {
    return 'value that cannot be read';
  }
}
