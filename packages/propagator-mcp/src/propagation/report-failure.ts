/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { diag } from '@opentelemetry/api';

/**
 * Says in one line that a step failed. Only the error's name is told: messages
 * of propagators quote values, which belong to callers and peers. Never throws,
 * whatever was thrown and whatever logger is registered.
 */
export function reportFailure(step: string, error: unknown): void {
  try {
    diag.warn(
      `opentelemetry-propagator-mcp: ${step} failed (${nameOf(error)})`
    );
  } catch {
    // The registered diagnostic logger threw; there is nowhere left to tell.
  }
}

function nameOf(error: unknown): string {
  try {
    const name = error instanceof Error ? error.name : '';
    return /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error';
  } catch {
    return 'Error';
  }
}
