/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context, Link, Span, SpanKind } from '@opentelemetry/api';
import type { Arrival, Connection } from '../model/connection.ts';
import type { Message } from '../model/json-rpc.ts';

/** Where a span starts: its parent and what it is linked to. */
export interface Origin {
  readonly parent: Context;
  readonly links?: Link[] | undefined;
  /** The ambient span, where it belongs to this very message. */
  readonly ambientSpan?: Span | undefined;
}

/** An exchange that is about to begin. */
export interface Opening {
  readonly message: Message;
  readonly kind: SpanKind;
  readonly connection: Connection;
  readonly arrival: Arrival;
  readonly origin: Origin;
}
