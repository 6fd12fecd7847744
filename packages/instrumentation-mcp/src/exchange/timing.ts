/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isPoll } from '../model/tasks.ts';
import type { Opening } from './opening.ts';
import type { Telemetry } from './telemetry.ts';

/**
 * When an exchange began, on the clock of `performance.now()`: NaN where nobody
 * will ask, for the span has clocks of its own.
 */
export function beginOf(
  { message, arrival }: Opening,
  telemetry: Telemetry
): number {
  if (arrival.at !== undefined) {
    return arrival.at.monotonic;
  }
  return telemetry.metrics.areRead || isPoll(message.method)
    ? performance.now()
    : NaN;
}

/** In seconds; undefined for what began before anybody asked. */
export function secondsSince(
  begin: number,
  end: number | undefined
): number | undefined {
  return Number.isNaN(begin)
    ? undefined
    : ((end ?? performance.now()) - begin) / 1000;
}
