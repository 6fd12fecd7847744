/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  trace,
  type Attributes,
  type Context,
  type Span,
  type SpanKind,
} from '@opentelemetry/api';
import type { Message } from '../model/json-rpc.ts';
import type { Outcome } from '../model/outcome.ts';
import { recordOutcome } from '../telemetry/status.ts';

/** An exchange's beginning. */
export interface Start {
  readonly message: Message;
  readonly kind: SpanKind;
  readonly span: Span;
  /** The context that the span was started in. */
  readonly parent: Context;
}

/**
 * One MCP message exchange from its start to its one and only end: a request
 * until its response, or a notification until it is handed over.
 */
export class Exchange {
  readonly method: string;
  /** The context that the exchange was started in. */
  readonly parent: Context;
  /** The context with its span, for everything done on its behalf. */
  readonly context: Context;
  private readonly _span: Span;
  private readonly _kind: SpanKind;
  private _ended = false;

  constructor({ message, kind, span, parent }: Start) {
    this.method = message.method;
    this.parent = parent;
    this._span = span;
    this._kind = kind;
    this.context = this.contextIn(parent);
  }

  get ended(): boolean {
    return this._ended;
  }

  /** Adds what became known only after the start. Ignored after the end. */
  describe(attributes: Attributes): void {
    if (!this._ended) {
      this._span.setAttributes(attributes);
    }
  }

  /** Only the first call counts. */
  end(outcome: Outcome): void {
    if (this._ended) {
      return;
    }
    this._ended = true;
    if (this._span.isRecording()) {
      recordOutcome(this._span, outcome, this._kind);
    }
    this._span.end();
  }

  protected contextIn(parent: Context): Context {
    return trace.setSpan(parent, this._span);
  }
}
