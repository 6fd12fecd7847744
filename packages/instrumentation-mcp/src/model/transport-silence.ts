/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { createContextKey, type Context } from '@opentelemetry/api';

/** The key of OpenTelemetry's SDKs: context keys are equal by their description. */
const SUPPRESS_TRACING = createContextKey(
  'OpenTelemetry SDK Context Key SUPPRESS_TRACING'
);
const SILENCED = createContextKey(
  'opentelemetry-instrumentation-mcp silenced transport'
);

/** A context in which HTTP instrumentations make no spans, nor write headers. */
export function silenced(context: Context): Context {
  return context.setValue(SUPPRESS_TRACING, true).setValue(SILENCED, true);
}

/** The context that a silenced one was made of; undefined for any other. */
export function unsilenced(context: Context): Context | undefined {
  return context.getValue(SILENCED) === true
    ? context.deleteValue(SUPPRESS_TRACING).deleteValue(SILENCED)
    : undefined;
}
