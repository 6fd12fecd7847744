/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  trace,
  type Attributes,
  type Context,
  type SpanKind,
} from '@opentelemetry/api';
import type { Connection } from '../model/connection.ts';
import type { Message, Response } from '../model/json-rpc.ts';
import { thisMoment, type Moment } from '../model/moment.ts';
import type { Outcome } from '../model/outcome.ts';
import { createdTask, isPoll, taskOutcome } from '../model/tasks.ts';
import { captureResult } from '../telemetry/content.ts';
import { outcomeAttributes } from '../telemetry/status.ts';
import type { Recording } from './recording.ts';
import type { References } from './references.ts';
import type { Telemetry } from './telemetry.ts';

/** An exchange's beginning. */
export interface Start {
  readonly message: Message;
  readonly kind: SpanKind;
  /** The context that the exchange was started in. */
  readonly parent: Context;
  readonly attributes: Attributes;
  readonly recording: Recording;
  readonly connection: Connection;
  readonly telemetry: Telemetry;
  readonly references: References;
  /** When it began, if not just now. */
  readonly at?: Moment | undefined;
}

/**
 * One MCP message exchange from its start to its one and only end: a request
 * until its response, or a notification until it is handed over.
 */
export class Exchange {
  readonly message: Message;
  readonly kind: SpanKind;
  /** The context that the exchange was started in. */
  readonly parent: Context;
  /** The context with its span, for everything done on its behalf. */
  readonly context: Context;
  private readonly _telemetry: Telemetry;
  private readonly _references: References;
  private readonly _startedAt: Moment;
  private _recording: Recording;
  private _attributes: Attributes;
  private _response: Response | undefined;
  private _ended = false;

  constructor(start: Start) {
    this.message = start.message;
    this.kind = start.kind;
    this.parent = start.parent;
    this._telemetry = start.telemetry;
    this._references = start.references;
    this._startedAt = start.at ?? thisMoment();
    this._recording = start.recording;
    this._attributes = start.attributes;
    this.context = this._contextIn(start.parent);
    this._telemetry.live.begun(
      this,
      this._isRequest ? start.connection : undefined
    );
  }

  get method(): string {
    return this.message.method;
  }

  get ended(): boolean {
    return this._ended;
  }

  /** Adds what became known only after the start. Ignored after the end. */
  describe(attributes: Attributes): void {
    if (!this._ended) {
      this._attributes = { ...this._attributes, ...attributes };
      this._recording.describe(attributes);
    }
  }

  /** Only the first call counts. */
  end(outcome: Outcome): void {
    if (this._ended) {
      return;
    }
    this._ended = true;
    this._telemetry.live.ended(this);
    const { names } = this._telemetry;
    const result = outcomeAttributes(outcome, this.kind, names);
    if (outcome.kind === 'result' && !outcome.toolError) {
      names.prove(this._attributes);
    }
    try {
      this._callResponseHook();
    } finally {
      this._recording.end(outcome, result);
    }
    this._measure(result);
  }

  /** Whether a response is to follow. */
  protected get _isRequest(): boolean {
    return false;
  }

  protected _contextIn(parent: Context): Context {
    const { span } = this._recording;
    return span === undefined ? parent : trace.setSpan(parent, span);
  }

  /** Keeps what a response tells; returns how it ends the exchange, if unlike others. */
  protected _read(response: Response): Outcome | undefined {
    this._response = response;
    this._telemetry.names.learn(this.method, response.result);
    const { span } = this._recording;
    if (span?.isRecording() === true) {
      captureResult(span, this.message, response.result, this._telemetry);
    }
    const taskId = createdTask(response.result);
    if (taskId !== undefined && span !== undefined) {
      this._references.rememberTask(taskId, span.spanContext());
    }
    return isPoll(this.method) ? this._finishedTask(response) : undefined;
  }

  /** The one answer among those to many polls that says how the task ended. */
  private _finishedTask(response: Response): Outcome | undefined {
    const outcome = taskOutcome(response.result);
    if (outcome !== undefined && this._recording.unfold !== undefined) {
      this._recording = this._recording.unfold(this._startedAt);
      this._recording.describe(this._attributes);
    }
    return outcome;
  }

  private _callResponseHook(): void {
    const { settings, runHook } = this._telemetry;
    const { span } = this._recording;
    if (settings.responseHook !== undefined && span?.isRecording() === true) {
      const { responseHook } = settings;
      const response = this._response;
      runHook('responseHook', () => responseHook(span, response));
    }
  }

  /** Also for a span that is not sampled: metrics count everything. */
  private _measure(result: Attributes): void {
    const { metrics, names } = this._telemetry;
    if (!metrics.areRead) {
      return;
    }
    metrics.recordOperation(
      this.kind,
      (performance.now() - this._startedAt.monotonic) / 1000,
      names.bounded({ ...this._attributes, ...result }),
      this.context
    );
  }
}
