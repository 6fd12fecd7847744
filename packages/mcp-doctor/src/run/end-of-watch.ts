/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Why nothing more is to be expected of a host. */
export type WatchEnd = 'ended' | 'idle' | 'too-long';

/** Ends a watch: where nothing new has come for long, and in any case at some time. */
export class WatchLimit {
  private readonly _idleMs: number;
  private readonly _end: number;
  private _news = '';
  private _since = Date.now();

  /** @param idleMs longest time without news; Infinity where a person may be typing */
  constructor(idleMs: number, totalMs: number) {
    this._idleMs = idleMs;
    this._end = Date.now() + totalMs;
  }

  /** @param state whatever has changed when there are news */
  reached(state: unknown): WatchEnd | undefined {
    const now = Date.now();
    const news = JSON.stringify(state);
    if (news !== this._news) {
      this._news = news;
      this._since = now;
    }
    if (now > this._end) {
      return 'too-long';
    }
    return now - this._since > this._idleMs ? 'idle' : undefined;
  }
}
