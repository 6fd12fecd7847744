/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Response } from '../model/json-rpc.ts';
import { outcomeOfResponse, type Outcome } from '../model/outcome.ts';
import { Exchange } from './exchange.ts';
import type { Shared } from './shared.ts';
import type { Opening } from './opening.ts';

/** A request that the peer sent. */
export class ServerExchange extends Exchange {
  constructor(shared: Shared, opening: Opening) {
    super(shared, opening);
    this._waitsOn(opening.connection);
  }

  private _answer: Outcome | undefined;

  /** Our response is about to leave: the id is free again. */
  answers(response: Response): void {
    this._answer = this._read(response) ?? outcomeOfResponse(response);
    this._waitsNoMore();
    this._leaveRegister();
  }

  /** Whether its response is on its way, or has left. */
  get isAnswered(): boolean {
    return this._answer !== undefined;
  }

  /** The response has left. */
  sent(): void {
    if (this._answer !== undefined) {
      this.end(this._answer);
    }
  }

  /**
   * Its connection is gone with the response on its way. A transport that closes
   * with its one response tells that it has sent it a moment later.
   */
  lost(outcome: Outcome): void {
    setImmediate(() => {
      this.end(outcome);
    }).unref();
  }
}
