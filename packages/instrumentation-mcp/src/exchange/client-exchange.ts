/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context } from '@opentelemetry/api';
import type { RequestId, Response } from '../model/json-rpc.ts';
import {
  outcomeOfResponse,
  requiresInput,
  type Outcome,
} from '../model/outcome.ts';
import { ATTR_JSONRPC_REQUEST_ID } from '../semconv.ts';
import { setCall } from './call.ts';
import type { Legs } from './legs.ts';
import { Exchange } from './exchange.ts';

/** A request that this side sent. */
export class ClientExchange extends Exchange {
  private _id: RequestId | undefined;
  private _wireOutcome: Outcome | undefined;
  private _rememberLeg: (() => void) | undefined;

  /** Undefined until the SDK has numbered the request. */
  get id(): RequestId | undefined {
    return this._id;
  }

  /** Left with these params, by which its next leg is known should there be one. */
  carries(params: unknown, legs: Legs): void {
    this._rememberLeg = () => {
      legs.remember(params, this);
    };
  }

  /** The request has left with this id. */
  sent(id: RequestId): void {
    this._id = id;
    this.describe({ [ATTR_JSONRPC_REQUEST_ID]: String(id) });
  }

  /**
   * The response was seen on the wire. The exchange ends when the SDK settles
   * the call, since a result may still fail validation; except for one leg of a
   * multi-round trip, whose call goes on with another request.
   */
  answered(response: Response): void {
    this._wireOutcome = this._read(response) ?? outcomeOfResponse(response);
    if (requiresInput(response)) {
      this._rememberLeg?.();
      this.end(this._wireOutcome);
    }
  }

  /** The SDK resolved the call with a result of this outcome. */
  resolved(outcome: Outcome): void {
    this.end(this._wireOutcome ?? outcome);
  }

  /**
   * The SDK rejected the call. An error response explains it; with no response,
   * or with a result that the SDK did not accept, the failure is a local one.
   */
  rejected(failure: Outcome): void {
    this.end(this._wireOutcome?.kind === 'error' ? this._wireOutcome : failure);
  }

  protected override get _isRequest(): boolean {
    return true;
  }

  protected override _contextIn(parent: Context): Context {
    return setCall(super._contextIn(parent), this);
  }
}
