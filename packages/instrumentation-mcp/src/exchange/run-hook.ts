/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { DiagLogger } from '@opentelemetry/api';
import { isThenable } from '../model/thenable.ts';
import { nameOfThrown } from '../model/thrown.ts';

/** Errors have all kinds of names. */
const MAX_LINES = 100;

/** What each logger has been told. */
const told = new WeakMap<DiagLogger, Set<string>>();

/**
 * Runs a function of the operator's: what it throws costs one line of `diag`; not
 * one for each captured value, of which a message may hold many.
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
    const line = `option ${name} threw a ${nameOfThrown(error)}; it is passed over`;
    if (name !== 'redact' || isNew(diag, line)) {
      diag.error(line);
    }
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

/** Whether a logger is told a line for the first time. */
export function isNew(diag: DiagLogger, line: string): boolean {
  const lines = told.get(diag) ?? new Set<string>();
  told.set(diag, lines);
  const { size } = lines;
  return size < MAX_LINES && lines.add(line).size > size;
}
