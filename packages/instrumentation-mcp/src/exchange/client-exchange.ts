/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { RequestId, Response } from '../model/json-rpc.ts';
import {
  handled,
  isBad,
  outcomeOfResponse,
  requiresInput,
  type Outcome,
} from '../model/outcome.ts';
import { ATTR_JSONRPC_REQUEST_ID } from '../semconv.ts';
import { Exchange } from './exchange.ts';
import type { Shared } from './shared.ts';
import { describeVersion } from './json-rpc-version.ts';
import type { Register } from './open-exchanges.ts';
import type { Opening } from './opening.ts';

/** What the application gave its call up by. */
export interface GivingUp {
  readonly aborted?: unknown;
  readonly reason?: unknown;
}

/**
 * A request that this side sent. Most ends are seen on the wire, or are told by
 * the SDK's own bookkeeping, so that nothing stands between the application and
 * its promise. A result alone may still fail what is above the wire: its exchange
 * ends when the promise settles, but with the time of the response.
 */
export class ClientExchange extends Exchange {
  /** The application's way to give up, while the call is open. */
  signal: GivingUp | undefined;
  /** The promise of the SDK, while the call is open. */
  promise: unknown;
  /** Whether it is the SDK itself that awaits it, and not the application. */
  isAwaited = false;
  /** Whether its result has reached the SDK, which is still at work on it. */
  isSettling = false;
  /** Whether its result is yet to be checked, by which it ends. */
  isChecked = false;
  private _wireOutcome: Outcome | undefined;
  private _answeredAt: number | undefined;
  private _meta: object | undefined;
  /** Told of a failure that may yet turn out to be handled. */
  private _judge: ((exchange: ClientExchange) => void) | undefined;
  private _held: Outcome | undefined;

  constructor(shared: Shared, opening: Opening) {
    super(shared, opening);
    this._waitsOn(opening.connection);
  }

  /** Left with a `_meta` of ours, by which its next leg is known should there be one. */
  carries(meta: object): void {
    this._meta = meta;
  }

  /** The request has left with this id. */
  override filedIn(register: Register, id: RequestId): void {
    super.filedIn(register, id);
    this.describe(ATTR_JSONRPC_REQUEST_ID, String(id));
  }

  /** A result was seen on the wire, and is now the SDK's to accept. */
  get isAnswered(): boolean {
    return this._wireOutcome !== undefined;
  }

  /** The response was seen on the wire. */
  answered(response: Response): void {
    const outcome = this._read(response) ?? outcomeOfResponse(response);
    this._answeredAt = performance.now();
    describeVersion(this, response);
    this._waitsNoMore();
    this._wireOutcome = outcome;
    if (requiresInput(response)) {
      this.isChecked = false;
      if (this._meta !== undefined) {
        this._shared.legs.remember(this._meta, this);
      }
      this.end(outcome);
    } else if (outcome.kind === 'error') {
      this.end(outcome);
    }
  }

  /** What was seen on the wire counts more than what anybody says of it. */
  override end(outcome: Outcome): void {
    if (this.isChecked && this._wireOutcome?.kind === 'result') {
      this.isChecked = false;
      return;
    }
    this._finish(this._wireOutcome ?? this._held ?? outcome);
  }

  /** Its result was checked, above the SDK's own acceptance of it. */
  checked(refusal: Outcome | undefined): void {
    this.isChecked = false;
    if (refusal !== undefined) {
      this.rejected(refusal);
    } else if (this._wireOutcome !== undefined) {
      this.end(this._wireOutcome);
    }
  }

  /**
   * The SDK, or what is above it, rejected the call. An error response explains
   * it; with no response, or with a result that was not accepted, the failure is
   * a local one.
   */
  override rejected(failure: Outcome): void {
    this._finish(
      this._wireOutcome?.kind === 'error' ? this._wireOutcome : failure
    );
  }

  /** A probe, whose failure is one only if its sender does not go on after it. */
  judgedBy(judge: (exchange: ClientExchange) => void): void {
    this._judge = judge;
  }

  /** Whether its sender went on. */
  judged(isHandled: boolean): void {
    const held = this._held;
    if (held !== undefined) {
      this._finish(isHandled ? handled(held) : held);
    }
  }

  /** It is over, and can no longer be found; whether it failed is told later. */
  private _hold(outcome: Outcome): boolean {
    const judge = this._judge;
    if (judge === undefined || !isBad(outcome)) {
      return false;
    }
    this._judge = undefined;
    this._held = outcome;
    this._answeredAt ??= performance.now();
    this._waitsNoMore();
    this._leaveRegister();
    judge(this);
    return true;
  }

  private _finish(outcome: Outcome): void {
    if (!this.ended && this._hold(outcome)) {
      return;
    }
    this._end(outcome, this._answeredAt);
    this.promise = undefined;
    this.signal = undefined;
    this._meta = undefined;
  }
}
