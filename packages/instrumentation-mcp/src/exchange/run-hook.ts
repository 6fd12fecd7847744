/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { DiagLogger } from '@opentelemetry/api';
import { isObject } from '../model/json-rpc.ts';

/**
 * Runs a function of the operator's: what it throws costs one line of `diag`.
 * Nothing waits for an async one, which counts as having said nothing; what it
 * rejects with would end the process.
 */
export function runHook<T>(
  diag: DiagLogger,
  name: string,
  hook: () => T
): T | undefined {
  const fail = (error: unknown) => {
    diag.error(`option ${name} threw a ${nameOf(error)}; it is passed over`);
  };
  try {
    const returned = hook();
    if (!isThenable(returned)) {
      return returned;
    }
    returned.then(undefined, fail);
  } catch (error) {
    fail(error);
  }
  return undefined;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return isObject(value) && typeof value['then'] === 'function';
}

/** Not the message, which may quote the payload. */
function nameOf(error: unknown): string {
  try {
    return error instanceof Error ? error.name : typeof error;
  } catch {
    return 'value that cannot be read';
  }
}
