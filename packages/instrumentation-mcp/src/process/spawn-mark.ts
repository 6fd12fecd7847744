/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { SPAWNED } from '../config/variables.ts';

type Environment = Record<string, string | undefined>;

/** The value of the mark: it does not hold for a context that somebody else put in place of ours. */
export function spawnMark(environment: Readonly<Environment>): string {
  return environment['TRACEPARENT'] ?? 'yes';
}

/**
 * Whether a client of ours has spawned this process. The mark is taken away, for
 * the children of this process would inherit it.
 */
export function takeSpawnMark(environment: Environment): boolean {
  const mark = environment[SPAWNED];
  if (mark === undefined) {
    return false;
  }
  Reflect.deleteProperty(environment, SPAWNED);
  return mark === spawnMark(environment);
}
