/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isMainThread, parentPort } from 'node:worker_threads';

/** With `--require` preloads run in there as well; nothing of the application does. */
export function isLoaderThread(): boolean {
  return !isMainThread && parentPort === null;
}
