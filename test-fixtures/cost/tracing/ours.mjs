/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { McpInstrumentation } from 'opentelemetry-instrumentation-mcp';

export { traceCall, traceClient, traceServer, traceTool } from './none.mjs';

/**
 * @param {import('../sdk.mjs').Sdk} sdk
 * @returns {McpInstrumentation}
 */
export function traceSdk(sdk) {
  const instrumentation = new McpInstrumentation();
  for (const namespace of sdk.namespaces) {
    instrumentation.instrument(namespace);
  }
  return instrumentation;
}
