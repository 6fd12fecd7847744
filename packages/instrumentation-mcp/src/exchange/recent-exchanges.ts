/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { trace, type Context, type SpanContext } from '@opentelemetry/api';
import type { RequestId } from '../model/json-rpc.ts';

/** How many are remembered, of each connection and direction. */
const SIZE = 100;

/**
 * Spans of the last requests that are over: the SDK still cancels them when a
 * signal that several calls share is aborted. Fixed places, filled in turn, so
 * that remembering costs nothing per request.
 */
export class RecentExchanges {
  private readonly _ids: (RequestId | undefined)[] = [];
  private readonly _spans: (SpanContext | undefined)[] = [];
  private _next = 0;

  add(id: RequestId, context: Context): void {
    this._ids[this._next] = id;
    this._spans[this._next] = trace.getSpanContext(context);
    this._next = (this._next + 1) % SIZE;
  }

  /** The latest of this id. */
  get(id: RequestId): SpanContext | undefined {
    for (let back = 1; back <= this._ids.length; back++) {
      const place = (this._next - back + SIZE) % SIZE;
      if (this._ids[place] === id) {
        return this._spans[place];
      }
    }
    return undefined;
  }
}
