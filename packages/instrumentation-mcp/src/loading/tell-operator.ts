/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { writeSync } from 'node:fs';
import { PACKAGE_NAME } from '../version.ts';

/**
 * One line on stderr: before OpenTelemetry is set up nobody listens to `diag`.
 * Not through `process.stderr`, since creating it changes the descriptor.
 */
export function tellOperator(line: string): void {
  try {
    writeSync(2, `${PACKAGE_NAME}: ${line}\n`);
  } catch {
    // Closed, or a full pipe.
  }
}
