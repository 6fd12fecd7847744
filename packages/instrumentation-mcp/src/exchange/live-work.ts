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

/** Who wants to know when exchanges begin to be open, and when none is any more. */
export interface Changes {
  busy(): void;
  idle(): void;
}

const NOBODY: Changes = { busy: () => undefined, idle: () => undefined };

/**
 * All that is open in this process, so that it can be ended when no callback of
 * the SDK will do so any more: at a signal, at `process.exit()`, when a server of
 * SDK v1 loses its stdin. Strong, hence whatever begins must be certain to end.
 */
export class LiveWork {
  private _changed = NOBODY;
  private readonly _sessions = new Set<Endable>();
  private readonly _exchanges = new Set<Endable>();

  watch(changed: Changes): void {
    this._changed = changed;
  }

  /** Whether an exchange is open. */
  get hasExchanges(): boolean {
    return this._exchanges.size > 0;
  }

  get size(): number {
    return this._sessions.size + this._exchanges.size;
  }

  begunSession(session: Endable): void {
    this._sessions.add(session);
  }

  begun(exchange: Endable): void {
    this._exchanges.add(exchange);
    if (this._exchanges.size === 1) {
      this._changed.busy();
    }
  }

  ended(work: Endable): void {
    if (!this._exchanges.delete(work)) {
      this._sessions.delete(work);
    } else if (this._exchanges.size === 0) {
      this._changed.idle();
    }
  }

  /**
   * Sessions come first: whether they failed is told by what is open in them.
   */
  endAll(outcome: Outcome): void {
    const open = [...this._sessions, ...this._exchanges];
    this._sessions.clear();
    this._exchanges.clear();
    endEach(open, outcome);
    this._changed.idle();
  }
}

/** One that cannot be ended does not keep the others open. */
export function endEach(works: Iterable<Endable>, outcome: Outcome): void {
  for (const work of works) {
    try {
      work.end(outcome);
    } catch {
      // A span processor that throws: what it was given is lost.
    }
  }
}
