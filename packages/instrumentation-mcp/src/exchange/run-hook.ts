/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { DiagLogger } from '@opentelemetry/api';
import { isThenable } from '../model/thenable.ts';
import { nameOfThrown } from '../model/thrown.ts';

/**
 * Runs a function of the operator's: what it throws costs one line of `diag`.
 * Nothing waits for an async one, which counts as having said nothing; what it
 * rejects with would end the process.
 */
export function runHook<A extends unknown[], T>(
  diag: DiagLogger,
  name: string,
  hook: (...args: A) => T,
  ...args: A
): T | undefined {
  const fail = (error: unknown) => {
    diag.error(
      `option ${name} threw a ${nameOfThrown(error)}; it is passed over`
    );
  };
  try {
    const returned = hook(...args);
    if (!isThenable(returned)) {
      return returned;
    }
    returned.then(undefined, fail);
  } catch (error) {
    fail(error);
  }
  return undefined;
}
