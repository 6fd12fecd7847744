/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { trace, type Context } from '@opentelemetry/api';
import { isObject, type Message } from '../model/json-rpc.ts';
import type { Origin } from './opening.ts';

/** What the next leg needs of a call: contexts, which hold ids. */
interface Leg {
  readonly parent: Context;
  readonly context: Context;
}

/**
 * The legs of multi-round trips (MCP 2026-07-28): a call that required input is
 * sent again with the input, under a new id.
 */
export class Legs {
  /** Those that ended asking for input, by the `_meta` that we made for them. */
  private readonly _legs = new WeakMap<object, Leg>();

  /** A call that left with this `_meta` has ended asking for input. */
  remember(meta: object, { parent, context }: Leg): void {
    this._legs.set(meta, { parent, context });
  }

  /**
   * The SDK repeats a call with the params of the first request, our `_meta`
   * object among them.
   */
  originOfNext({ params }: Message): Origin | undefined {
    const meta = isObject(params) ? params['_meta'] : undefined;
    const leg = isObject(meta) ? this._legs.get(meta) : undefined;
    return leg === undefined ? undefined : originAfter(leg);
  }
}

/** Legs of one call stand side by side, unless nothing else would connect them. */
function originAfter({ parent, context }: Leg): Origin {
  const span = trace.getSpanContext(context);
  return {
    parent: trace.getSpanContext(parent) === undefined ? context : parent,
    links: span === undefined ? undefined : [{ context: span }],
  };
}
