/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, type Context, type DiagLogger } from '@opentelemetry/api';
import { tellFailure } from '../model/thrown.ts';

type Host<T> = (this: never, ...args: never[]) => T;

/** Whether the host's step that is entered right now has begun. */
const entry = { begun: false };

/**
 * Runs our own steps beside the host's. Whatever goes wrong in them costs
 * telemetry and nothing else: one line to `diag`, and the host goes on.
 */
export class Guard {
  private readonly _diag: DiagLogger;

  constructor(diag: DiagLogger) {
    this._diag = diag;
  }

  /** The step's value, or undefined when it threw. */
  run<T>(step: string, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.report(step, error);
      return undefined;
    }
  }

  /** The host's own step, in a context; in none where that cannot be set. */
  within<T>(
    entered: Context,
    host: Host<T>,
    self?: unknown,
    args: readonly unknown[] = []
  ): T {
    entry.begun = false;
    try {
      return context.with(entered, begin<T>, undefined, host, self, args);
    } catch (error) {
      if (hasBegun()) {
        throw error;
      }
      this.report('setting a context', error);
    } finally {
      // Whatever we are nested in has begun, or we would not run.
      entry.begun = true;
    }
    return Reflect.apply(host, self, args) as T;
  }

  /** Only the error's name: its message may quote the payload. */
  report(step: string, error: unknown): void {
    tellFailure(this._diag, step, error, '; this message is not traced');
  }
}

function hasBegun(): boolean {
  return entry.begun;
}

function begin<T>(host: Host<T>, self: unknown, args: readonly unknown[]): T {
  entry.begun = true;
  return Reflect.apply(host, self, args) as T;
}
