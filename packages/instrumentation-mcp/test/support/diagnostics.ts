/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { DiagLogLevel, diag } from '@opentelemetry/api';

export interface Diagnostics {
  /** First arguments of all warnings and errors so far. */
  readonly lines: readonly string[];
  stop(): void;
}

/** Collects what is told to `diag` as a warning or as an error. */
export function collectDiagnostics(): Diagnostics {
  const lines: string[] = [];
  const record = (...args: unknown[]) => {
    lines.push(args.map(String).join(' '));
  };
  const ignore = () => undefined;
  diag.setLogger(
    {
      error: record,
      warn: record,
      info: ignore,
      debug: ignore,
      verbose: ignore,
    },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true }
  );
  return {
    lines,
    stop() {
      diag.disable();
    },
  };
}
