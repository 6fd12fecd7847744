/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context } from '@opentelemetry/api';
import type { ClientExchange } from '../exchange/client-exchange.ts';
import { OpenExchanges } from '../exchange/open-exchanges.ts';
import type { RequestId } from '../model/json-rpc.ts';

/** Calls that were given up, whose cancellation may still leave. */
const MAX_GIVEN_UP = 100;

/** The requests that one `Protocol` sent, by their ids. */
export class Calls {
  private readonly _open = new OpenExchanges<ClientExchange>();
  private _givenUp: Map<RequestId, Context> | undefined;

  get size(): number {
    return this._open.size;
  }

  /** An open call. v1 answers `1` and `"1"` alike. */
  get(id: RequestId): ClientExchange | undefined {
    return (
      this._open.get(id) ??
      (typeof id === 'string' ? this._open.get(Number(id)) : undefined)
    );
  }

  sent(id: RequestId, call: ClientExchange): void {
    this._open.add(id, call);
  }

  /** The SDK cancels a call on the wire right after it has given it up. */
  gaveUp(id: RequestId, context: Context): void {
    this._givenUp ??= new Map();
    this._givenUp.set(id, context);
    const [oldest] = this._givenUp.keys();
    if (this._givenUp.size > MAX_GIVEN_UP && oldest !== undefined) {
      this._givenUp.delete(oldest);
    }
  }

  /** Of a call that is open or was given up. */
  contextOf(id: RequestId): Context | undefined {
    return this.get(id)?.context ?? this._givenUp?.get(id);
  }

  endAll(outcome: Parameters<ClientExchange['end']>[0]): void {
    this._open.endAll(outcome);
  }
}
