/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** @param {number} milliseconds */
export function formatDuration(milliseconds) {
  if (milliseconds >= 999.5) return `${(milliseconds / 1000).toFixed(2)} s`;
  const digits = milliseconds < 9.95 ? 1 : 0;
  return `${milliseconds.toFixed(digits)} ms`;
}
