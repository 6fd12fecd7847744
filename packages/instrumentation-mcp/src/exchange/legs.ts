/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { trace, type Context, type Link } from '@opentelemetry/api';
import { isObject, type Message } from '../model/json-rpc.ts';
import type { ClientExchange } from './client-exchange.ts';

/**
 * The legs of multi-round trips (MCP 2026-07-28): a call that required input is
 * sent again with the input, under a new id.
 */
export class Legs {
  /** Those that ended asking for input, by the `_meta` that we made for them. */
  private readonly _calls = new WeakMap<object, ClientExchange>();

  /** A call that left with these params has ended asking for input. */
  remember(params: unknown, call: ClientExchange): void {
    const meta = isObject(params) ? params['_meta'] : undefined;
    if (isObject(meta)) {
      this._calls.set(meta, call);
    }
  }

  /**
   * The SDK repeats a call with the params of the first request, our `_meta`
   * object among them.
   */
  previousOf(message: Message): ClientExchange | undefined {
    const meta = isObject(message.params) ? message.params['_meta'] : undefined;
    return isObject(meta) ? this._calls.get(meta) : undefined;
  }
}

/** Legs of one call stand side by side, unless nothing else would connect them. */
export function parentOfNextLeg(previous: ClientExchange): Context {
  return trace.getSpanContext(previous.parent) === undefined
    ? previous.context
    : previous.parent;
}

export function linksToLeg(previous: ClientExchange): Link[] {
  const context = trace.getSpanContext(previous.context);
  return context === undefined ? [] : [{ context }];
}
