/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { existsSync, readFileSync } from 'node:fs';

/**
 * Sums up what `totals-reporter.mjs` wrote.
 *
 * @param {string} file
 * @returns {{ passed: number, failed: number, skipped: number } | undefined}
 *   nothing when no test ran
 */
export function readTotals(file) {
  if (!existsSync(file)) return undefined;
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    /** @type {typeof sum} */
    const run = JSON.parse(line);
    sum.passed += run.passed;
    sum.failed += run.failed;
    sum.skipped += run.skipped;
  }
  return sum;
}
