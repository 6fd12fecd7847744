/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isMainThread } from 'node:worker_threads';
import {
  isHeard,
  isHeardByOthers,
  listenFirst,
  SIGNALS,
  type ExitSignal,
} from './exit-listeners.ts';

/** What is to happen before a signal ends the process. */
export interface BeforeSignal {
  /** Nobody else listens: the process is going to end. */
  end(): void;
  /** Exports; must not reject. */
  flush(): Promise<unknown>;
}

/**
 * Listens to the signals that end a process, and puts that off until everything
 * is exported. It is the last to act: whoever else listens decides, and finds
 * nothing of us any more, for some libraries end the process only if they are
 * alone. A second signal ends it at once, as the first would have done.
 */
export class Signals {
  private readonly _before: BeforeSignal;
  private readonly _stop = new Map<ExitSignal, () => void>();
  /** Those that have come: the next of them is not ours to put off. */
  private readonly _come = new Set<ExitSignal>();
  /** That which the process is about to end by. */
  private _ending: ExitSignal | undefined;

  constructor(before: BeforeSignal) {
    this._before = before;
  }

  listen(): void {
    // Threads get no signals.
    if (!isMainThread) {
      return;
    }
    for (const signal of SIGNALS) {
      if (!this._stop.has(signal) && !this._come.has(signal)) {
        const stop = listenFirst(signal, () => {
          this._on(signal);
        });
        this._stop.set(signal, stop);
      }
    }
  }

  ignore(): void {
    for (const stop of this._stop.values()) {
      stop();
    }
    this._stop.clear();
  }

  private _on(signal: ExitSignal): void {
    this._stop.get(signal)?.();
    this._stop.delete(signal);
    this._come.add(signal);
    if (isHeardByOthers(signal)) {
      return;
    }
    if (this._ending !== undefined) {
      process.kill(process.pid, this._ending);
      return;
    }
    this._before.end();
    // Unless there is another copy of this package, which will do the rest.
    if (!isHeard(signal)) {
      this._ending = signal;
      void this._before.flush().then(() => {
        process.kill(process.pid, signal);
      });
    }
  }
}
