/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Stands for what reads files: there are none.
 */

/** @throws Error always: no variable names such a file */
export function readDeclarativeModel(): never {
  throw new Error('there are no files');
}

/** Unknown: it is read from a file. */
export function ownApiVersion(): undefined {
  return undefined;
}
