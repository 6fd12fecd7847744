/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { createContextKey, type Context } from '@opentelemetry/api';

const CALL = createContextKey('opentelemetry-instrumentation-mcp call');

/** The open end of an outgoing request, as far as a context may know it. */
export interface Call {
  readonly context: Context;
  ended: boolean;
}

/** Marks a context as belonging to an outgoing call. */
export function setCall(context: Context, call: Call): Context {
  return context.setValue(CALL, call);
}

/**
 * The call to which a context belongs, while it is open. A client of Streamable
 * HTTP reads the answer to its POST in such a context.
 */
export function openCall(context: Context): Call | undefined {
  const call = context.getValue(CALL) as Call | undefined;
  return call?.ended === false ? call : undefined;
}
