/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ClientExchange } from '../exchange/client-exchange.ts';
import { OpenExchanges } from '../exchange/open-exchanges.ts';
import type { Request, RequestId } from '../model/json-rpc.ts';

interface Outgoing {
  readonly owner: object;
  readonly call: ClientExchange;
}

/** The requests of this side that wait for their response, by their protocol. */
export class Calls {
  private readonly _open = new OpenExchanges<ClientExchange>();
  private _outgoing: Outgoing | undefined;

  /** An open call. v1 answers `1` and `"1"` alike. */
  get(owner: object, id: RequestId): ClientExchange | undefined {
    return this._open.get(owner, id) ?? this._open.get(owner, Number(id));
  }

  /**
   * Runs the SDK's own `request()`. Both lines of the SDK hand a request to the
   * transport before that returns, so that a plain variable joins the two, with
   * or without a context manager.
   */
  during<T>(outgoing: Outgoing | undefined, action: () => T): T {
    const outer = this._outgoing;
    this._outgoing = outgoing;
    try {
      return action();
    } finally {
      this._outgoing = outer;
    }
  }

  /**
   * Whether a request at the transport is one of these calls: the one that is
   * running now, which thereby gets its id, or one that left before and comes
   * again (a task's queue in v1, a retry after 401).
   */
  claims(request: Request, owner: object | undefined): boolean {
    const outgoing = this._outgoing;
    if (outgoing?.call.method === request.method) {
      this._outgoing = undefined;
      this.sent(outgoing.owner, request.id, outgoing.call);
      return true;
    }
    return (
      owner !== undefined &&
      this._open.get(owner, request.id)?.method === request.method
    );
  }

  sent(owner: object, id: RequestId, call: ClientExchange): void {
    call.sent(id);
    this._open.add(owner, id, call);
  }

  forget(owner: object, call: ClientExchange): void {
    if (call.id !== undefined) {
      this._open.delete(owner, call.id, call);
    }
  }
}
