/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { diag, DiagLogLevel } from '@opentelemetry/api';

/** Collects what is reported to `diag` while `run` runs. */
export async function diagnosticsOf(
  run: () => Promise<unknown>
): Promise<string[]> {
  const messages: string[] = [];
  const log = (message: string): void => {
    messages.push(message);
  };
  diag.setLogger(
    { error: log, warn: log, info: log, debug: log, verbose: log },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true }
  );
  try {
    await run();
  } finally {
    diag.disable();
  }
  return messages;
}
