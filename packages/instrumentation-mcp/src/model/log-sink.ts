/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { createContextKey, type Context } from '@opentelemetry/api';

/** Takes the log records of one request's handler to the client that asked for logs. */
export interface LogSink {
  /** `data` is any JSON value; resolves when sent, and never rejects. */
  send(level: string, logger: string | undefined, data: unknown): void;
}

const SINK = createContextKey('opentelemetry-instrumentation-mcp log sink');

export function setLogSink(context: Context, sink: LogSink): Context {
  return context.setValue(SINK, sink);
}

/** Of the request on whose behalf code is running in a context. */
export function logSinkOf(context: Context): LogSink | undefined {
  return context.getValue(SINK) as LogSink | undefined;
}
