/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { AbandonableWork } from './abandonable-work.ts';
import { flushProviders } from './providers.ts';

/** Clients kill a server two seconds after they asked it to end. */
const LAST_LIMIT_MS = 1_500;
/** What a `close()` may take longer. */
const CLOSE_LIMIT_MS = 1_000;
/** For so long nobody waits again for what took too long. */
const PATIENCE_MS = 10_000;

/** Exports what is still in memory, as long as the process can wait for it. */
export class Flush {
  private _hopelessUntil = 0;
  private _closing: Promise<void> | undefined;

  /**
   * The process is about to end. What takes too long keeps it alive no longer.
   * Resolves with whether everything was exported in time; never rejects.
   */
  async last(): Promise<boolean> {
    if (this._isHopeless) {
      return false;
    }
    const work = new AbandonableWork();
    const done = await this._within(LAST_LIMIT_MS, work.run(flushProviders));
    if (done) {
      work.finish();
    } else {
      work.abandon();
    }
    return done;
  }

  /** A connection has been closed; several at once share one export. Never rejects. */
  async afterClose(): Promise<void> {
    if (this._isHopeless) {
      return;
    }
    this._closing ??= this._within(CLOSE_LIMIT_MS, flushProviders()).then(
      () => {
        this._closing = undefined;
      }
    );
    await this._closing;
  }

  private get _isHopeless(): boolean {
    return performance.now() < this._hopelessUntil;
  }

  private async _within(limit: number, work: Promise<void>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>(resolve => {
      timer = setTimeout(resolve, limit, false);
    });
    const done = await Promise.race([work.then(() => true), late]);
    clearTimeout(timer);
    if (!done) {
      this._hopelessUntil = performance.now() + PATIENCE_MS;
    }
    return done;
  }
}
