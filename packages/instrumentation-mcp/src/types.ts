/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { InstrumentationConfig } from '@opentelemetry/instrumentation';

/** Options of {@link McpInstrumentation}: a plain object that survives JSON. */
export interface McpInstrumentationConfig extends InstrumentationConfig {
  /** Whether to trace at all. Default: true. */
  enabled?: boolean;
}
