/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Outcome } from '../model/outcome.ts';

/** An exchange or a session that has begun and not yet ended. */
export interface Endable {
  /** Only the first call counts. */
  end(outcome: Outcome): void;
}

/**
 * All that is open in this process, so that it can be ended when no callback of
 * the SDK will do so any more: at a signal, at `process.exit()`, when a server of
 * SDK v1 loses its stdin. Strong, hence whatever begins must be certain to end.
 */
export class LiveWork {
  private readonly _open = new Set<Endable>();

  get size(): number {
    return this._open.size;
  }

  begun(work: Endable): void {
    this._open.add(work);
  }

  ended(work: Endable): void {
    this._open.delete(work);
  }

  /** One that cannot be ended does not keep the others open. */
  endAll(outcome: Outcome): void {
    const open = [...this._open];
    this._open.clear();
    for (const work of open) {
      try {
        work.end(outcome);
      } catch {
        // A span processor that throws: what it was given is lost.
      }
    }
  }
}
