/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { DiagLogLevel, diag, type DiagLogger } from '@opentelemetry/api';

/** Runs `action` and returns the warnings and errors told to `diag`. */
export function diagnosticsOf(action: () => void): unknown[][] {
  const calls: unknown[][] = [];
  const record = (...args: unknown[]): void => {
    calls.push(args);
  };
  withDiagLogger(
    {
      error: record,
      warn: record,
      info: record,
      debug: record,
      verbose: record,
    },
    action
  );
  return calls;
}

/** Runs `action` with `logger` as the registered diagnostic logger. */
export function withDiagLogger(logger: DiagLogger, action: () => void): void {
  diag.setLogger(logger, {
    // Below WARN the API itself tells of the loggers that it registers.
    logLevel: DiagLogLevel.WARN,
    suppressOverrideMessage: true,
  });
  try {
    action();
  } finally {
    diag.disable();
  }
}
