/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Response } from '../model/json-rpc.ts';
import { outcomeOfResponse } from '../model/outcome.ts';
import { Exchange } from './exchange.ts';

/** A request that the peer sent. */
export class ServerExchange extends Exchange {
  /** Our response is about to leave. */
  answers(response: Response): void {
    this.end(this._read(response) ?? outcomeOfResponse(response));
  }

  protected override get _isRequest(): boolean {
    return true;
  }
}
