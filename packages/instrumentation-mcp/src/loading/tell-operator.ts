/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { writeSync } from 'node:fs';
import { PACKAGE_NAME } from '../version.ts';

/** What has been told: this package can be there twice, as ES module and as CommonJS. */
const TOLD = Symbol.for(`${PACKAGE_NAME}.told`);

/** One line on stderr for each mistake of the operator, however often it is found. */
export function tellOperatorOnce(line: string): void {
  const before: unknown = Reflect.get(globalThis, TOLD);
  const told = Array.isArray(before) ? (before as unknown[]) : [];
  if (!told.includes(line)) {
    Reflect.set(globalThis, TOLD, [...told, line]);
    tellOperator(line);
  }
}

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
