/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const DEEPEST = 50;
const EXIT = /^\s*at (?:process\.)?(?:exit|reallyExit)\b.*node:internal/;
/** Our own flush exits for the application, which wanted to. */
const NOBODY = /\(?node:|instrumentation-mcp[\\/]dist[\\/]/;

/**
 * To be called by a listener of `exit`, which runs below `process.exit()`.
 *
 * @returns the application's line that called it, or a library's; undefined where
 * nobody did
 */
export function exitCaller(): string | undefined {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = DEEPEST;
  const lines = (new Error().stack ?? '').split('\n');
  Error.stackTraceLimit = before;
  const exit = lines.findIndex(line => EXIT.test(line));
  const callers = lines
    .slice(exit + 1)
    .filter(line => exit >= 0 && !NOBODY.test(line));
  const caller =
    callers.find(line => !/[\\/]node_modules[\\/]/.test(line)) ?? callers[0];
  return caller?.replace(/^\s*at /, '');
}
