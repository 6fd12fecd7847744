/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** A point in time, in milliseconds, for an exchange that is begun after the fact. */
export interface Moment {
  /** On the clock of spans, `Date.now()`. */
  readonly epoch: number;
  /** On the clock that durations are measured with, `performance.now()`. */
  readonly monotonic: number;
}

export function thisMoment(): Moment {
  return { epoch: Date.now(), monotonic: performance.now() };
}
