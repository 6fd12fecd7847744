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
import {
  boundOutcome,
  outcomeAttributes,
  recordOutcome,
} from '../telemetry/status.ts';
import type { Telemetry } from './telemetry.ts';

/** An exchange's beginning. */
export interface Start {
  readonly message: Message;
  readonly kind: SpanKind;
  readonly span: Span;
  /** The context that the span was started in. */
  readonly parent: Context;
  readonly attributes: Attributes;
  readonly telemetry: Telemetry;
}

/**
 * One MCP message exchange from its start to its one and only end: a request
 * until its response, or a notification until it is handed over.
 */
export class Exchange {
  readonly method: string;
  readonly kind: SpanKind;
  /** The context that the exchange was started in. */
  readonly parent: Context;
  /** The context with its span, for everything done on its behalf. */
  readonly context: Context;
  protected readonly _telemetry: Telemetry;
  private readonly _span: Span;
  private readonly _startedAt = performance.now();
  private _attributes: Attributes;
  private _ended = false;

  constructor(start: Start) {
    this.method = start.message.method;
    this.parent = start.parent;
    this._telemetry = start.telemetry;
    this._span = start.span;
    this.kind = start.kind;
    this._attributes = start.attributes;
    this.context = this._contextIn(start.parent);
  }

  get ended(): boolean {
    return this._ended;
  }

  /** Adds what became known only after the start. Ignored after the end. */
  describe(attributes: Attributes): void {
    if (!this._ended) {
      this._attributes = { ...this._attributes, ...attributes };
      this._span.setAttributes(attributes);
    }
  }

  /** Only the first call counts. */
  end(outcome: Outcome): void {
    if (this._ended) {
      return;
    }
    this._ended = true;
    const { names } = this._telemetry;
    const bounded = boundOutcome(outcome, names);
    const result = outcomeAttributes(bounded, this.kind);
    if (outcome.kind === 'result' && !outcome.toolError) {
      names.prove(this._attributes);
    }
    if (this._span.isRecording()) {
      recordOutcome(this._span, bounded, result);
    }
    this._span.end();
    this._measure(result);
  }

  /** Also for a span that is not sampled: metrics count everything. */
  private _measure(result: Attributes): void {
    const { metrics, names } = this._telemetry;
    metrics.recordOperation(
      this.kind,
      (performance.now() - this._startedAt) / 1000,
      names.bounded({ ...this._attributes, ...result }),
      this.context
    );
  }

  protected _contextIn(parent: Context): Context {
    return trace.setSpan(parent, this._span);
  }
}
