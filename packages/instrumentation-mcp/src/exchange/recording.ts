/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Attributes, Span } from '@opentelemetry/api';
import type { Moment } from '../model/moment.ts';
import type { Outcome } from '../model/outcome.ts';
import { recordOutcome } from '../telemetry/status.ts';

/** How an exchange shows in its trace. */
export interface Recording {
  /** The span that work on behalf of the exchange belongs to. */
  readonly span: Span | undefined;
  describe(attributes: Attributes): void;
  /** Once; with `error.type` and the like in the attributes. */
  end(outcome: Outcome, attributes: Attributes): void;
  /** Shows after all what was left out at first. */
  unfold?(startedAt: Moment): Recording;
}

/**
 * The span of somebody else who already traces this very exchange: it gets our
 * attributes, while its status and its end remain its owner's.
 */
export class BorrowedSpan implements Recording {
  readonly span: Span;

  constructor(span: Span) {
    this.span = span;
  }

  describe(attributes: Attributes): void {
    this.span.setAttributes(attributes);
  }

  end(_outcome: Outcome, attributes: Attributes): void {
    this.span.setAttributes(attributes);
  }
}

/** A span of its own. */
export class OwnSpan extends BorrowedSpan {
  override end(outcome: Outcome, attributes: Attributes): void {
    try {
      if (this.span.isRecording()) {
        recordOutcome(this.span, outcome, attributes);
      }
    } finally {
      this.span.end();
    }
  }
}

/** No span: context is carried and metrics are counted, no more. */
export class NoSpan implements Recording {
  readonly span = undefined;
  readonly unfold?: (startedAt: Moment) => Recording;

  constructor(startSpan?: (at: Moment) => Span) {
    if (startSpan !== undefined) {
      this.unfold = at => new OwnSpan(startSpan(at));
    }
  }

  describe(): void {
    // There is nothing to describe.
  }

  end(): void {
    // There is nothing to end.
  }
}
