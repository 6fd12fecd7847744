/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, type Context, type DiagLogger } from '@opentelemetry/api';

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
      this._report(step, error);
      return undefined;
    }
  }

  /** The host's own step, in a context; in none where that cannot be set. */
  within<T>(entered: Context, action: () => T): T {
    const host = { begun: false };
    try {
      return context.with(entered, () => {
        host.begun = true;
        return action();
      });
    } catch (error) {
      if (host.begun) {
        throw error;
      }
      this._report('setting a context', error);
      return action();
    }
  }

  /** Only the error's name: its message may quote the payload. */
  private _report(step: string, error: unknown): void {
    try {
      const name = error instanceof Error ? error.name : typeof error;
      this._diag.error(`${step} failed (${name}); this message is not traced`);
    } catch {
      // Neither a logger nor an error that throws may reach the host.
    }
  }
}
