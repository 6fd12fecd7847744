/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Stands for what looks into promises: only Node.js can.
 */

/** Unknown, so that whoever asks has to wait for its end. */
export function stateOf(): undefined {
  return undefined;
}

/** See {@link stateOf}. */
export function reasonOf(): {
  readonly code: undefined;
  readonly className: undefined;
} {
  return { code: undefined, className: undefined };
}
