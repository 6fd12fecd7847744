/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Stands for what is done to a process, by the names of those files: there is none.
 */

import type { ends as endsOfNode } from '../process/ends.ts';

/** Nothing is written to a stdout that a protocol would need. */
export function guardStdout(): void {
  // There is none.
}

/** See {@link guardStdout}. */
export function stdioServerLoaded(): void {
  // There is none.
}

/** No child is started. */
export function childEnvironment(): Record<string, string> {
  return {};
}

/** See {@link childEnvironment}. */
export function childNodeOptions(): undefined {
  return undefined;
}

/** Whoever starts an OpenTelemetry SDK in a page or a worker also flushes it. */
export const ends: Pick<typeof endsOfNode, 'afterClose'> = {
  afterClose: () => Promise.resolve(),
};
