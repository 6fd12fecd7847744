/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type {
  Attributes,
  Context,
  Link,
  Span,
  SpanKind,
} from '@opentelemetry/api';
import type { Message } from '../model/json-rpc.ts';
import type { Moment } from '../model/moment.ts';
import { isPoll } from '../model/tasks.ts';
import { captureRequest } from '../telemetry/content.ts';
import { spanName } from '../telemetry/message-attributes.ts';
import type { McpMessageInfo } from '../types.ts';
import { isIgnored } from './ignore-rules.ts';
import { OuterSpans } from './outer-span.ts';
import { BorrowedSpan, NoSpan, OwnSpan, type Recording } from './recording.ts';
import type { Telemetry } from './telemetry.ts';

/** A span to be. */
export interface SpanPlan {
  readonly message: Message;
  /** Asked for only where the operator has functions or rules. */
  readonly info: () => McpMessageInfo;
  readonly kind: SpanKind;
  readonly parent: Context;
  readonly links: Link[];
  readonly attributes: Attributes;
  readonly at: Moment | undefined;
}

/** Decides how exchanges show, by the operator's wish and by what is there already. */
export class Recordings {
  private readonly _telemetry: Telemetry;
  private readonly _outerSpans: OuterSpans;

  constructor(telemetry: Telemetry) {
    this._telemetry = telemetry;
    this._outerSpans = new OuterSpans(telemetry.diag);
  }

  begin(plan: SpanPlan): Recording {
    const { settings, runHook } = this._telemetry;
    if (settings.propagationOnly) {
      return new NoSpan();
    }
    const ignored = runHook('ignore', () =>
      isIgnored(settings, plan.message.method, plan.info)
    );
    if (ignored === true) {
      const late = isPoll(plan.message.method);
      return late ? new NoSpan(at => this._startSpan(plan, at)) : new NoSpan();
    }
    const { parent, kind, attributes } = plan;
    const outer = this._outerSpans.find(parent, kind, attributes, settings);
    if (outer !== undefined) {
      outer.setAttributes(attributes);
      return new BorrowedSpan(outer);
    }
    return new OwnSpan(this._startSpan(plan, plan.at));
  }

  private _startSpan(plan: SpanPlan, at: Moment | undefined) {
    const { settings, tracer, runHook } = this._telemetry;
    const { kind, attributes, links, parent } = plan;
    const span = tracer.startSpan(
      spanName(attributes, settings),
      // With a start time, the SDK ends the span on the coarser clock as well.
      { kind, attributes, links, ...(at && { startTime: at.epoch }) },
      parent
    );
    if (span.isRecording()) {
      this._capture(span, plan.message);
      const { requestHook } = settings;
      if (requestHook !== undefined) {
        runHook('requestHook', () => requestHook(span, plan.info()));
      }
    }
    return span;
  }

  /** In memory, arguments are the caller's own objects, whose getters may throw. */
  private _capture(span: Span, message: Message): void {
    try {
      captureRequest(span, message, this._telemetry);
    } catch {
      this._telemetry.diag.warn('the content of a message could not be read');
    }
  }
}
