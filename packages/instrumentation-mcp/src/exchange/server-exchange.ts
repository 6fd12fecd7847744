/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Response } from '../model/json-rpc.ts';
import { outcomeOfResponse } from '../model/outcome.ts';
import { Exchange, type Shared } from './exchange.ts';
import type { Opening } from './opening.ts';

/** A request that the peer sent. */
export class ServerExchange extends Exchange {
  constructor(shared: Shared, opening: Opening) {
    super(shared, opening);
    this._waitsOn(opening.connection);
  }

  /** Our response is about to leave. */
  answers(response: Response): void {
    this.end(this._read(response) ?? outcomeOfResponse(response));
  }
}
