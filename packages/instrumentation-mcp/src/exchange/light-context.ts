/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { ROOT_CONTEXT, trace, type Context } from '@opentelemetry/api';

/** Under which the API keeps the span of a context: it tells nobody. */
const SPAN_KEY = keyOfSpan();

/**
 * A context with a span of its own, for whatever else another context answers.
 * Those of the API copy all their values for every change, and each message
 * changes the span up to three times: this one replaces it in place of that.
 *
 * One never stands on another, so that a call made in the context of a call, and
 * so on for ever, keeps no more than one of each alive.
 */
export class LightContext implements Context {
  private readonly _base: Context;
  private readonly _span: unknown;

  private constructor(base: Context, span: unknown) {
    this._base = base;
    this._span = span;
  }

  /** The same context, whose span can be changed at little cost. */
  static of(context: Context): Context {
    return context instanceof LightContext || SPAN_KEY === undefined
      ? context
      : new LightContext(context, context.getValue(SPAN_KEY));
  }

  getValue(key: symbol): unknown {
    return key === SPAN_KEY ? this._span : this._base.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return key === SPAN_KEY
      ? new LightContext(this._base, value)
      : new LightContext(this._base.setValue(key, value), this._span);
  }

  deleteValue(key: symbol): Context {
    return key === SPAN_KEY
      ? new LightContext(this._base, undefined)
      : new LightContext(this._base.deleteValue(key), this._span);
  }
}

function keyOfSpan(): symbol | undefined {
  let found: symbol | undefined;
  const asked: Context = {
    getValue(key) {
      found = key;
      return undefined;
    },
    setValue: () => ROOT_CONTEXT,
    deleteValue: () => ROOT_CONTEXT,
  };
  trace.getSpan(asked);
  return found;
}
