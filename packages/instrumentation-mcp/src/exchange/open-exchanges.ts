/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context, SpanContext } from '@opentelemetry/api';
import type { Named } from '../model/connection.ts';
import type { RequestId } from '../model/json-rpc.ts';
import { DUPLICATE_ID, failure, type Outcome } from '../model/outcome.ts';
import { SmallMap } from '../model/small-map.ts';
import { endEach, type Endable } from './live-work.ts';
import { RecentExchanges } from './recent-exchanges.ts';

/** Where an exchange is found by its id while it is open. */
export interface Register {
  remove(id: RequestId, exchange: Registered): void;
}

/** What can be found by an id, and leaves its register when it ends. */
export interface Registered extends Endable {
  readonly context: Context;
  filedIn(register: Register, id: RequestId): void;
}

/**
 * The exchanges of one connection that wait for their response, by JSON-RPC id.
 * An exchange that ends, however that comes about, is no longer in it.
 */
export class OpenExchanges<E extends Registered> implements Register {
  private _recent: RecentExchanges | undefined;
  private readonly _open = new SmallMap<RequestId, E>();

  get size(): number {
    return this._open.size;
  }

  get(id: RequestId): E | undefined {
    return this._open.get(id);
  }

  /** Ends the exchange that had this id and was still open. */
  add(id: RequestId, exchange: E): void {
    const displaced = this.get(id);
    if (displaced !== undefined) {
      this.remove(id, displaced);
    }
    this._open.set(id, exchange);
    exchange.filedIn(this, id);
    displaced?.end(failure(DUPLICATE_ID));
  }

  /** Forgets the id, unless it meanwhile belongs to another exchange. */
  remove(id: RequestId, exchange: Registered): void {
    if (this._open.get(id) === exchange) {
      this._open.delete(id);
    }
    this._recent ??= new RecentExchanges();
    this._recent.add(id, exchange.context);
  }

  find(matches: (exchange: E) => boolean): E | undefined {
    return this._open.values().find(matches);
  }

  /** The same, for who has no business with the exchange itself. */
  named(id: RequestId): Named | undefined {
    return this.get(id);
  }

  /** The span of one that has ended not long ago. */
  over(id: RequestId): SpanContext | undefined {
    return this._recent?.get(id);
  }

  /** Ends whatever is open: nothing will be answered any more. */
  endAll(outcome: Outcome): void {
    const open = this._open.values();
    this._open.clear();
    endEach(open, outcome);
  }
}
