/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { RequestId } from '../model/json-rpc.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Exchange } from './exchange.ts';

/**
 * The exchanges that wait for their response, by owner and JSON-RPC id. The
 * owner is held weakly: ids are unique on one connection only, and nothing here
 * may keep a connection alive.
 */
export class OpenExchanges<E extends Exchange> {
  private readonly _byOwner = new WeakMap<object, Map<RequestId, E>>();

  get(owner: object, id: RequestId): E | undefined {
    return this._byOwner.get(owner)?.get(id);
  }

  /** Returns the exchange that had this id and was still open. */
  add(owner: object, id: RequestId, exchange: E): E | undefined {
    const open = this._byOwner.get(owner);
    if (open === undefined) {
      this._byOwner.set(owner, new Map([[id, exchange]]));
      return undefined;
    }
    const displaced = open.get(id);
    open.set(id, exchange);
    return displaced;
  }

  /** Forgets the id, unless it meanwhile belongs to another exchange. */
  delete(owner: object, id: RequestId, exchange: E): void {
    const open = this._byOwner.get(owner);
    if (open?.get(id) === exchange) {
      open.delete(id);
    }
  }

  /** Ends whatever is open: the connection is gone. */
  endAll(owner: object, outcome: Outcome): void {
    const open = this._byOwner.get(owner);
    this._byOwner.delete(owner);
    const problems: unknown[] = [];
    for (const exchange of open?.values() ?? []) {
      try {
        exchange.end(outcome);
      } catch (problem) {
        problems.push(problem);
      }
    }
    // One span that cannot be ended must not keep the others open.
    if (problems.length > 0) {
      throw problems[0];
    }
  }
}
