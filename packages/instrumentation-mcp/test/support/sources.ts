/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { transformSync } from 'esbuild';

/** Whether it is JavaScript. */
export function parses(source: string): boolean {
  try {
    transformSync(source, { logLevel: 'silent' });
    return true;
  } catch {
    return false;
  }
}
