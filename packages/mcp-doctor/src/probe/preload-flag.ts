/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The flag that preloads a CommonJS module, as a word of `NODE_OPTIONS`. */
export function preloadFlag(file: string): string {
  return `--require ${JSON.stringify(file)}`;
}
