/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isMainThread } from 'node:worker_threads';
import { AbandonableWork } from './abandonable-work.ts';
import { beforeEnd } from './before-end.ts';
import {
  adoptExitListeners,
  isUnheard,
  removeOurListeners,
  SIGNALS,
} from './exit-listeners.ts';
import { flushProviders } from './providers.ts';

/** Clients kill a server two seconds after they asked it to end. */
const LIMIT_MS = 1_500;

/**
 * Exports what is still in memory when the process ends: by itself, by a signal,
 * or a stdio server by the end of its stdin, which SDK v1 does not notice. The
 * end is put off by 1.5 seconds at most.
 */
export class ExitFlush {
  private _flushedWhenIdle = false;
  private _signalled = false;
  /** A flush took too long, and so would the next. */
  private _hopeless = false;

  install(): void {
    if (!isMainThread) {
      return;
    }
    adoptExitListeners(() => {
      process.on('beforeExit', () => {
        this._whenIdle();
      });
      for (const signal of SIGNALS) {
        process.on(signal, () => {
          this._onSignal(signal);
        });
      }
    });
  }

  /** To be called for the stdin of a stdio server. */
  watch(stdin: NodeJS.EventEmitter): void {
    beforeEnd(stdin, () => this._flush());
  }

  /** The flush itself is work, after which the process is idle once more. */
  private _whenIdle(): void {
    this._flushedWhenIdle = !this._flushedWhenIdle;
    if (!this._flushedWhenIdle) {
      return;
    }
    const alone = isUnheard('beforeExit');
    void this._flush().then(done => {
      if (!done && alone) {
        // What OpenTelemetry itself does at the end keeps trying as well.
        process.exit();
      }
    });
  }

  private _onSignal(signal: NodeJS.Signals & (typeof SIGNALS)[number]): void {
    if (!isUnheard(signal)) {
      void this._flush();
    } else if (this._signalled) {
      raise(signal);
    } else {
      this._signalled = true;
      void this._flush().then(() => {
        raise(signal);
      });
    }
  }

  /** Resolves with whether everything was exported in time. */
  private async _flush(): Promise<boolean> {
    if (this._hopeless) {
      return false;
    }
    const work = new AbandonableWork();
    const done = await withinLimit(work.run(flushProviders));
    if (done) {
      work.finish();
    } else {
      this._hopeless = true;
      work.abandon();
    }
    return done;
  }
}

function raise(signal: (typeof SIGNALS)[number]): void {
  removeOurListeners(signal);
  process.kill(process.pid, signal);
}

async function withinLimit(work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>(resolve => {
    timer = setTimeout(resolve, LIMIT_MS, false);
  });
  const done = await Promise.race([work.then(() => true), limit]);
  clearTimeout(timer);
  return done;
}
