/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context, SpanContext } from '@opentelemetry/api';
import type { Named } from '../model/connection.ts';
import type { RequestId } from '../model/json-rpc.ts';
import { DUPLICATE_ID, failure, type Outcome } from '../model/outcome.ts';
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
  /** One of them: often there are no others, and a map costs more. */
  private _first: E | undefined;
  private _firstId: RequestId | undefined;
  private _others: Map<RequestId, E> | undefined;

  get size(): number {
    return (this._first === undefined ? 0 : 1) + (this._others?.size ?? 0);
  }

  get(id: RequestId): E | undefined {
    return this._first !== undefined && this._firstId === id
      ? this._first
      : this._others?.get(id);
  }

  /** Ends the exchange that had this id and was still open. */
  add(id: RequestId, exchange: E): void {
    const displaced = this.get(id);
    if (displaced !== undefined) {
      this.remove(id, displaced);
    }
    if (this._first === undefined && !Number.isNaN(id)) {
      this._first = exchange;
      this._firstId = id;
    } else {
      this._others ??= new Map();
      this._others.set(id, exchange);
    }
    exchange.filedIn(this, id);
    displaced?.end(failure(DUPLICATE_ID));
  }

  /** Forgets the id, unless it meanwhile belongs to another exchange. */
  remove(id: RequestId, exchange: Registered): void {
    if (this._first === exchange) {
      this._first = undefined;
    } else if (this._others?.get(id) === exchange) {
      this._others.delete(id);
    }
    this._recent ??= new RecentExchanges();
    this._recent.add(id, exchange.context);
  }

  find(matches: (exchange: E) => boolean): E | undefined {
    return this._all().find(matches);
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
    const open = this._all();
    this._first = undefined;
    this._others = undefined;
    endEach(open, outcome);
  }

  private _all(): E[] {
    const others = [...(this._others?.values() ?? [])];
    return this._first === undefined ? others : [this._first, ...others];
  }
}
