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
  private readonly _sessions = new Set<Endable>();
  /** With the connection on which somebody waits for a response, if anybody does. */
  private readonly _exchanges = new Map<Endable, object | undefined>();
  /** How many wait, by connection. */
  private readonly _waiting = new WeakMap<object, number>();

  get size(): number {
    return this._sessions.size + this._exchanges.size;
  }

  begunSession(session: Endable): void {
    this._sessions.add(session);
  }

  /** @param connection where the peer, or we, wait for a response to it */
  begun(exchange: Endable, connection?: object): void {
    this._exchanges.set(exchange, connection);
    this._count(connection, 1);
  }

  ended(work: Endable): void {
    this._sessions.delete(work);
    this._count(this._exchanges.get(work), -1);
    this._exchanges.delete(work);
  }

  /** Whether somebody waits for a response on this connection. */
  isBusy(connection: object): boolean {
    return (this._waiting.get(connection) ?? 0) > 0;
  }

  /**
   * One that cannot be ended does not keep the others open. Sessions come first:
   * whether they failed is told by what is open in them.
   */
  endAll(outcome: Outcome): void {
    for (const work of [...this._sessions, ...this._exchanges.keys()]) {
      try {
        work.end(outcome);
      } catch {
        // A span processor that throws: what it was given is lost.
      }
      this.ended(work);
    }
  }

  private _count(connection: object | undefined, change: 1 | -1): void {
    if (connection !== undefined) {
      const waiting = this._waiting.get(connection) ?? 0;
      this._waiting.set(connection, waiting + change);
    }
  }
}
