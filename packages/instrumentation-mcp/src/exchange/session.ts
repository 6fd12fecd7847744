/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, type SpanKind } from '@opentelemetry/api';
import type { Connection } from '../model/connection.ts';
import type { Outcome } from '../model/outcome.ts';
import { sessionAttributes } from '../telemetry/connection-attributes.ts';
import { outcomeAttributes } from '../telemetry/status.ts';
import type { Telemetry } from './telemetry.ts';

/**
 * A session of the protocol revisions that have one (2024-11-05 … 2025-11-25):
 * from the opening of a connection that was initialized to its close. Over HTTP
 * only what has an `Mcp-Session-Id`; a stateless server has no session.
 */
export class Session {
  private readonly _telemetry: Telemetry;
  private readonly _connection: Connection;
  private readonly _kind: SpanKind;
  private readonly _jsonRpcVersion: string | undefined;
  private _ended = false;

  /** With the version of JSON-RPC of its `initialize`, unless that is `2.0`. */
  constructor(
    telemetry: Telemetry,
    connection: Connection,
    kind: SpanKind,
    jsonRpcVersion: string | undefined
  ) {
    this._telemetry = telemetry;
    this._connection = connection;
    this._kind = kind;
    this._jsonRpcVersion = jsonRpcVersion;
    telemetry.live.sessionBegun(this);
  }

  get ended(): boolean {
    return this._ended;
  }

  /**
   * Only the first call counts. A session that nobody waits on any more ends in
   * an orderly way, whoever ended it.
   */
  end(outcome: Outcome): void {
    if (this._ended) {
      return;
    }
    this.forget();
    try {
      this._measure(outcome);
    } catch (error) {
      this._telemetry.failed('measuring a session', error);
    }
  }

  private _measure(outcome: Outcome): void {
    const { metrics, names } = this._telemetry;
    const failed = this._connection.waiting > 0;
    const milliseconds = performance.now() - this._connection.openedAt;
    metrics.recordSession(
      this._kind,
      milliseconds / 1000,
      {
        attributes: sessionAttributes(
          this._connection,
          this._kind,
          this._jsonRpcVersion
        ),
        result: failed ? outcomeAttributes(outcome, this._kind, names) : {},
        names,
        owner: this._connection,
      },
      context.active()
    );
  }

  /** Its transport is gone and was never closed: nobody knows when it ended. */
  forget(): void {
    this._ended = true;
    this._telemetry.live.sessionEnded(this);
  }
}
