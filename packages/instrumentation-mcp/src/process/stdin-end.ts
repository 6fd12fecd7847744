/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** How long an answer may still be on its way to whoever closed only our stdin. */
const GRACE_MS = 1_000;

/** What Node itself listens with to the end of a socket. */
const OF_NODE = 'onReadableStreamEnd';

/**
 * What the end of its stdin means to a stdio server. Whoever listens to it will
 * give up what is open. SDK v1 does not listen: its calls go on and are answered
 * to a client that may still read, as in a pipeline (`echo … | server | …`); only
 * what is not answered soon is lost.
 */
export class StdinEnd {
  private readonly _stdin: NodeJS.EventEmitter;
  private readonly _isBusy: () => boolean;
  private readonly _closed: () => void;

  /**
   * @param isBusy whether somebody may wait for an answer
   * @param closed the connection is closed
   */
  constructor(
    stdin: NodeJS.EventEmitter,
    isBusy: () => boolean,
    closed: () => void
  ) {
    this._stdin = stdin;
    this._isBusy = isBusy;
    this._closed = closed;
  }

  ended(): void {
    if (this._isHeard() || !this._isBusy()) {
      this._closed();
    } else {
      setTimeout(this._closed, GRACE_MS).unref();
    }
  }

  private _isHeard(): boolean {
    return ['end', 'close'].some(event =>
      this._stdin.listeners(event).some(({ name }) => name !== OF_NODE)
    );
  }
}
