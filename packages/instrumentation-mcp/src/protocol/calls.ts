/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { trace, type Context, type SpanContext } from '@opentelemetry/api';
import type { ClientExchange } from '../exchange/client-exchange.ts';
import { OpenExchanges } from '../exchange/open-exchanges.ts';
import type { Named, OwnCalls } from '../model/connection.ts';
import type { RequestId } from '../model/json-rpc.ts';

/** The requests that one `Protocol` sent, by their ids. */
export class Calls implements OwnCalls {
  private _givenUp:
    { readonly id: RequestId; readonly context: Context } | undefined;
  private readonly _open = new OpenExchanges<ClientExchange>();

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
    this._givenUp = { id, context };
  }

  /** One that is open, or was given up just now. */
  named(id: RequestId): Named | undefined {
    return (
      this.get(id) ?? (this._givenUp?.id === id ? this._givenUp : undefined)
    );
  }

  /** The span of one that is over: the SDK cancels what it has given up, and more. */
  over(id: RequestId): SpanContext | undefined {
    return (
      this._open.over(id) ??
      (typeof id === 'string' ? this._open.over(Number(id)) : undefined)
    );
  }

  contextIn(traceId: string): Context | undefined {
    return this._open.find(
      ({ context }) => trace.getSpanContext(context)?.traceId === traceId
    )?.context;
  }

  endAll(outcome: Parameters<ClientExchange['end']>[0]): void {
    this._open.endAll(outcome);
  }
}
