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

/** An exchange, which is itself a link of the chain of those that are open. */
export interface Chained extends Endable {
  before: Chained | undefined;
  after: Chained | undefined;
}

/**
 * All that is open in this process, so that it can be ended when no callback of
 * the SDK will do so any more: at a signal, at `process.exit()`, when a server of
 * SDK v1 loses its stdin. Strong, hence whatever begins must be certain to end.
 */
export class LiveWork {
  private _whenBegun: () => void = () => undefined;
  private readonly _sessions = new Set<Endable>();
  /** A set would be built anew all the time, for most of them are short. */
  private _last: Chained | undefined;
  private _exchanges = 0;

  /** @param begun called for every exchange: it has to be cheap */
  watch(begun: () => void): void {
    this._whenBegun = begun;
  }

  /** Whether an exchange is open. */
  get hasExchanges(): boolean {
    return this._exchanges > 0;
  }

  get size(): number {
    return this._sessions.size + this._exchanges;
  }

  sessionBegun(session: Endable): void {
    this._sessions.add(session);
  }

  sessionEnded(session: Endable): void {
    this._sessions.delete(session);
  }

  begun(exchange: Chained): void {
    exchange.before = this._last;
    if (this._last !== undefined) {
      this._last.after = exchange;
    }
    this._last = exchange;
    this._exchanges += 1;
    this._whenBegun();
  }

  /** To be called once for what has begun. */
  ended(exchange: Chained): void {
    const { before, after } = exchange;
    if (before !== undefined) {
      before.after = after;
    }
    if (after !== undefined) {
      after.before = before;
    } else {
      this._last = before;
    }
    exchange.before = undefined;
    exchange.after = undefined;
    this._exchanges -= 1;
  }

  /**
   * Sessions come first: whether they failed is told by what is open in them.
   */
  endAll(outcome: Outcome): void {
    const open: Endable[] = [...this._sessions];
    for (let one = this._last; one !== undefined; one = one.before) {
      open.push(one);
    }
    endEach(open, outcome);
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
