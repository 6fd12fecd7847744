/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  SpanKind,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';
import type { Connection } from '../model/connection.ts';
import type { Message, RequestId, Response } from '../model/json-rpc.ts';
import type { Outcome } from '../model/outcome.ts';
import { isPoll, taskOutcome } from '../model/tasks.ts';
import { outcomeAttributes } from '../telemetry/status.ts';
import { ownerOfNames } from './names-owner.ts';
import { setCall, type Call } from './call.ts';
import { attributesOf } from './opening-attributes.ts';
import type { Chained } from './live-work.ts';
import type { Register, Registered } from './open-exchanges.ts';
import type { Opening } from './opening.ts';
import type { Shared } from './shared.ts';
import { contextOfOther, withSpan } from './span-context.ts';
import {
  captureAnswer,
  concludeSpan,
  describeSpan,
  endSpan,
  type Standing,
} from './span-steps.ts';
import { isShown, startSpan } from './spans.ts';
import { beginOf, secondsSince } from './timing.ts';

/** Stands for the message of an exchange that is over, whose payload is not kept. */
const OVER: Message = { method: '' };

/**
 * One MCP message exchange from its start to its one and only end: a request
 * until its response, or a notification until it is handed over. This is the
 * only record of it; once it has ended, it holds no payload any more.
 */
export class Exchange implements Registered, Chained {
  readonly method: string;
  readonly kind: SpanKind;
  /** The context that the exchange was started in. */
  readonly parent: Context;
  /** The context with its span, for everything done on its behalf. */
  readonly context: Context;
  before: Chained | undefined;
  after: Chained | undefined;
  protected readonly _shared: Shared;
  private readonly _startedAt: number;
  /** Whose tools and prompts it may name. */
  private readonly _owner: object;
  private readonly _attributes: Attributes;
  private _message: Message;
  private _span: Span | undefined;
  /** False for the span of somebody else who traces this very exchange already. */
  private _isOwn = true;
  /** Of an ignored poll, whose span may be wanted after all. */
  private _hidden: Opening | undefined;
  private _call: Call | undefined;
  private _register: Register | undefined;
  /** Where somebody waits for the response, while somebody does. */
  private _waitedOn: Connection | undefined;
  private _id: RequestId | undefined;
  /** Where a hook wants to see it. */
  private _response: Response | undefined;
  private _ended = false;

  constructor(shared: Shared, opening: Opening) {
    const { message, kind, origin } = opening;
    this._shared = shared;
    this._message = message;
    this.method = message.method;
    this.kind = kind;
    this.parent = origin.parent;
    this._startedAt = beginOf(opening, shared.telemetry);
    this._owner = ownerOfNames(opening, shared);
    this._attributes = attributesOf(opening, shared.telemetry);
    this._open(opening);
    try {
      this.context = this._contextIn(opening);
      shared.telemetry.live.begun(this);
    } catch (error) {
      if (this._isOwn) this._span?.end();
      throw error;
    }
  }

  get ended(): boolean {
    return this._ended;
  }

  /** The JSON-RPC id, once it is known. */
  get id(): RequestId | undefined {
    return this._id;
  }

  /** It can be found by this id while it is open. */
  filedIn(register: Register, id: RequestId): void {
    this._register = register;
    this._id = id;
  }

  /** Adds what became known only after the start. Ignored after the end. */
  describe(key: string, value: string): void {
    if (!this._ended) {
      this._attributes[key] = value;
      this._describeSpan({ [key]: value });
    }
  }

  /** What is known of it so far, by a name of the convention. */
  known(key: string): unknown {
    return this._attributes[key];
  }

  /** Whether its duration is a point of a metric, for which names must be proven. */
  get isMeasured(): boolean {
    return this._shared.telemetry.metrics.areRead;
  }

  /** What it calls exists, whatever becomes of the call. */
  proveTarget(): void {
    this._shared.telemetry.names.proveTarget(this._owner, this._attributes);
  }

  /** Only the first call counts. */
  end(outcome: Outcome): void {
    this._end(outcome, undefined);
  }

  /** It did not come off, and the wire says nothing of why. */
  rejected(failure: Outcome): void {
    this.end(failure);
  }

  /** A response is to follow. */
  protected _waitsOn(connection: Connection): void {
    this._waitedOn = connection;
    connection.waiting += 1;
  }

  protected _waitsNoMore(): void {
    if (this._waitedOn !== undefined) {
      this._waitedOn.waiting -= 1;
      this._waitedOn = undefined;
    }
  }

  protected _leaveRegister(): void {
    if (this._id !== undefined) {
      this._register?.remove(this._id, this);
      this._register = undefined;
    }
  }

  /** @param at on the clock of `performance.now()`, if it was over before */
  protected _end(outcome: Outcome, at: number | undefined): void {
    if (this._ended) {
      return;
    }
    this._ended = true;
    this._waitsNoMore();
    const { telemetry } = this._shared;
    telemetry.live.ended(this);
    this._leaveRegister();
    if (this._call !== undefined) {
      this._call.ended = true;
    }
    try {
      this._conclude(outcome, at);
    } finally {
      this._message = OVER;
      this._response = undefined;
      this._hidden = undefined;
      this._register = undefined;
    }
  }

  private _conclude(outcome: Outcome, at: number | undefined): void {
    const { telemetry } = this._shared;
    const result = outcomeAttributes(outcome, this.kind, telemetry.names);
    const standing = this._standing();
    if (standing !== undefined) {
      const response = this._response;
      concludeSpan(standing, outcome, result, response, telemetry);
      endSpan(standing, at, telemetry);
    }
    try {
      this._measure(outcome, result, at);
    } catch (error) {
      telemetry.failed('measuring an exchange', error);
    }
  }

  private _standing(): Standing | undefined {
    const span = this._span;
    return span && { span, isOwn: this._isOwn };
  }

  private _describeSpan(attributes: Attributes): void {
    const standing = this._standing();
    if (standing !== undefined) {
      describeSpan(standing, attributes, this._shared.telemetry);
    }
  }

  private _open(opening: Opening): void {
    const { telemetry, outerSpans, references } = this._shared;
    const { message, kind, origin, connection } = opening;
    if (!isShown(opening, telemetry)) {
      this._hidden = isPoll(message.method) ? opening : undefined;
      return;
    }
    const attributes = this._attributes;
    const outer = outerSpans.find(
      origin.parent,
      kind,
      attributes,
      telemetry.settings
    );
    if (outer !== undefined) {
      this._span = outer;
      this._isOwn = false;
      this._describeSpan(attributes);
      return;
    }
    const links = references.add(origin.links, connection, message);
    this._span = startSpan(opening, attributes, links, undefined, telemetry);
    outerSpans.made(this._span);
    references.rememberRequest(message, this._span);
  }

  private _contextIn({ connection }: Opening): Context {
    const context = this._isOwn
      ? withSpan(this.parent, this._span)
      : contextOfOther(this.parent, this._span);
    if (this.kind !== SpanKind.CLIENT || connection.ambientContext !== 'call') {
      return context;
    }
    // Contexts live on in sockets and timers: this one knows its call by no more.
    this._call = { context, ended: false };
    return setCall(context, this._call);
  }

  /** Keeps what a response tells; returns how it ends the exchange, if unlike others. */
  protected _read(response: Response): Outcome | undefined {
    const { telemetry, references } = this._shared;
    if (telemetry.settings.responseHook !== undefined) {
      this._response = response;
    }
    telemetry.names.learn(this._owner, this.method, response.result);
    const span = this._span;
    if (span !== undefined) {
      captureAnswer(span, this._message, response, telemetry);
      references.rememberAnswer(response, span);
    }
    return isPoll(this.method) ? this._finishedTask(response) : undefined;
  }

  /** The one answer among those to many polls that says how the task ended. */
  private _finishedTask(response: Response): Outcome | undefined {
    const outcome = taskOutcome(response.result);
    const hidden = this._hidden;
    if (
      outcome !== undefined &&
      hidden !== undefined &&
      !this._shared.telemetry.settings.propagationOnly
    ) {
      const { telemetry, references } = this._shared;
      const { origin, connection, message } = hidden;
      const links = references.add(origin.links, connection, message);
      const at = Date.now() - (performance.now() - this._startedAt);
      this._span = startSpan(hidden, this._attributes, links, at, telemetry);
    }
    return outcome;
  }

  /** Also for a span that is not sampled: metrics count everything. */
  private _measure(
    outcome: Outcome,
    result: Attributes,
    at: number | undefined
  ): void {
    const { metrics, names } = this._shared.telemetry;
    if (!metrics.areRead) {
      return;
    }
    const attributes = this._attributes;
    const owner = this._owner;
    if (outcome.kind === 'result' && !outcome.toolError) {
      names.prove(owner, attributes);
    }
    const seconds = secondsSince(this._startedAt, at);
    if (seconds !== undefined) {
      const measured = { attributes, result, names, owner };
      metrics.recordOperation(this.kind, seconds, measured, this.context);
    }
  }
}
