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
import type { Message, Response } from '../model/json-rpc.ts';
import type { Outcome } from '../model/outcome.ts';
import { createdTask, isPoll, taskOutcome } from '../model/tasks.ts';
import {
  boundOutcome,
  outcomeAttributes,
  recordOutcome,
} from '../telemetry/status.ts';
import { thisMoment, type Moment } from '../model/moment.ts';
import type { References } from './references.ts';
import type { Telemetry } from './telemetry.ts';

/** An exchange's beginning. */
export interface Start {
  readonly message: Message;
  readonly kind: SpanKind;
  /** The context that the exchange was started in. */
  readonly parent: Context;
  readonly attributes: Attributes;
  readonly telemetry: Telemetry;
  readonly references: References;
  /** When it began, if not just now. */
  readonly at?: Moment | undefined;
  /** Starts its span, now or as of an earlier moment. */
  readonly startSpan: (at?: Moment) => Span;
  /** Whether it gets a span only if it turns out to be worth one. */
  readonly folded: boolean;
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
  private readonly _references: References;
  private readonly _startSpan: Start['startSpan'];
  private readonly _startedAt: Moment;
  private _span: Span | undefined;
  private _attributes: Attributes;
  private _ended = false;

  constructor(start: Start) {
    this.method = start.message.method;
    this.parent = start.parent;
    this._telemetry = start.telemetry;
    this._references = start.references;
    this._startSpan = start.startSpan;
    this._startedAt = start.at ?? thisMoment();
    this.kind = start.kind;
    this._attributes = start.attributes;
    // With a start time, the SDK ends the span on the coarser clock as well.
    this._span = start.folded ? undefined : start.startSpan(start.at);
    this.context = this._contextIn(start.parent);
  }

  get ended(): boolean {
    return this._ended;
  }

  /** Adds what became known only after the start. Ignored after the end. */
  describe(attributes: Attributes): void {
    if (!this._ended) {
      this._attributes = { ...this._attributes, ...attributes };
      this._span?.setAttributes(attributes);
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
    if (this._span?.isRecording() === true) {
      recordOutcome(this._span, bounded, result);
    }
    this._span?.end();
    this._measure(result);
  }

  /** Gives a folded exchange its span after all. */
  private _unfold(): void {
    this._span ??= this._startSpan(this._startedAt);
    this._span.setAttributes(this._attributes);
  }

  /** Keeps what a response tells beyond the exchange itself. */
  protected _read(response: Response): void {
    this._telemetry.names.learn(this.method, response.result);
    const taskId = createdTask(response.result);
    const spanContext = this._span?.spanContext();
    if (taskId !== undefined && spanContext !== undefined) {
      this._references.rememberTask(taskId, spanContext);
    }
  }

  /** The one answer among those to many polls that says how the task ended. */
  protected _finishedTask(response: Response): Outcome | undefined {
    const outcome = isPoll(this.method)
      ? taskOutcome(response.result)
      : undefined;
    if (outcome !== undefined) {
      this._unfold();
    }
    return outcome;
  }

  /** Also for a span that is not sampled: metrics count everything. */
  private _measure(result: Attributes): void {
    const { metrics, names } = this._telemetry;
    metrics.recordOperation(
      this.kind,
      (performance.now() - this._startedAt.monotonic) / 1000,
      names.bounded({ ...this._attributes, ...result }),
      this.context
    );
  }

  protected _contextIn(parent: Context): Context {
    return this._span === undefined
      ? parent
      : trace.setSpan(parent, this._span);
  }
}
