/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../model/json-rpc.ts';
import { CONNECTION_CLOSED, type Outcome } from '../model/outcome.ts';
import { beforeEnd } from './before-end.ts';
import { isHeardByOthers, listenFirst } from './exit-listeners.ts';
import { Flush } from './flush.ts';
import { lifecycle, type Lifecycle, type StdioServer } from './lifecycle.ts';
import { isSdkOurs } from './sdk-ownership.ts';
import { Signals } from './signals.ts';
import { StdinEnd } from './stdin-end.ts';

const LOST: Outcome = { kind: 'failure', errorType: CONNECTION_CLOSED };

/** How often calls are looked for: to listen for each of them costs more than it does. */
const LOOK_MS = 100;

/**
 * Ends what is open, and exports what is in memory, when the process ends: by
 * itself, by `process.exit()`, by a signal, or a stdio server by the end of its
 * stdin, which SDK v1 does not notice. Nothing of it is there before MCP is used.
 */
export class Ends {
  private readonly _lifecycle: Lifecycle;
  private readonly _flush = new Flush();
  private readonly _signals: Signals;
  /** Until `disable()`: its client may send a signal long after stdin has ended. */
  private _servesStdio = false;
  /** Takes back what has been done to the process. */
  private _undo: (() => void)[] = [];
  /** While calls are made, and until a look finds none open. */
  private _looks: NodeJS.Timeout | undefined;
  private _flushedWhenIdle = false;

  constructor(lifecycle: Lifecycle) {
    this._lifecycle = lifecycle;
    this._signals = new Signals({
      end: () => {
        lifecycle.endAll(LOST);
      },
      flush: () => this._flush.last(),
    });
    const use = () => {
      this._use();
    };
    lifecycle.on('connectedClient', use);
    lifecycle.on('connectedServer', use);
    lifecycle.on('servingStdio', server => {
      this._serve(server);
    });
    lifecycle.on('busy', () => {
      this._busy();
    });
    lifecycle.on('disabled', () => {
      this._end();
    });
  }

  /** Where the SDK is ours, nobody else exports what a client has done before its host exits. */
  async afterClose(): Promise<void> {
    await this._flush.afterClose();
  }

  private _use(): void {
    if (this._undo.length > 0) {
      return;
    }
    this._undo = [
      listenFirst('exit', () => {
        this._lifecycle.endAll(LOST);
      }),
      listenFirst('beforeExit', () => {
        this._whenIdle();
      }),
    ];
    this._listen();
    // Whatever has begun before was told of in vain.
    this._lifecycle.rest();
    if (this._lifecycle.isBusy) {
      this._lifecycle.begun();
    }
  }

  private _serve({ transport, stdin }: StdioServer): void {
    this._use();
    this._servesStdio = true;
    this._listen();
    if (isEmitter(stdin)) {
      const end = new StdinEnd(
        stdin,
        () => this._lifecycle.isBusy,
        () => {
          this._lifecycle.endConnection(transport, LOST);
        }
      );
      const restore = beforeEnd(stdin, () => {
        end.ended();
        return this._flush.last();
      });
      this._undo.push(restore);
    }
  }

  private _busy(): void {
    if (this._looks === undefined && this._undo.length > 0) {
      this._looks = setInterval(() => {
        if (!this._lifecycle.isBusy) {
          this._rest();
        }
      }, LOOK_MS);
      this._looks.unref();
      this._listen();
    }
  }

  private _rest(): void {
    clearInterval(this._looks);
    this._looks = undefined;
    this._lifecycle.rest();
    this._listen();
  }

  private _listen(): void {
    const wanted =
      this._undo.length > 0 &&
      (this._servesStdio || this._looks !== undefined || isSdkOurs());
    if (wanted) {
      this._signals.listen();
    } else {
      this._signals.ignore();
    }
  }

  /** The flush itself is work, after which the process is idle once more. */
  private _whenIdle(): void {
    this._flushedWhenIdle = !this._flushedWhenIdle;
    if (!this._flushedWhenIdle) {
      return;
    }
    this._lifecycle.endAll(LOST);
    const alone = !isHeardByOthers('beforeExit');
    void this._flush.last().then(done => {
      if (!done && alone) {
        // What OpenTelemetry itself does at the end keeps trying as well.
        process.exit();
      }
    });
  }

  private _end(): void {
    this._servesStdio = false;
    for (const undo of this._undo) {
      undo();
    }
    this._undo = [];
    this._rest();
  }
}

function isEmitter(stdin: unknown): stdin is NodeJS.EventEmitter {
  return isObject(stdin) && typeof stdin['emit'] === 'function';
}

/** Those of this process. */
export const ends = new Ends(lifecycle);
