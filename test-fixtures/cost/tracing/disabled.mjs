/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { traceSdk as enable } from './ours.mjs';

export { traceCall, traceClient, traceServer, traceTool } from './none.mjs';

/**
 * Instrumented, and switched off again.
 *
 * @param {import('../sdk.mjs').Sdk} sdk
 */
export function traceSdk(sdk) {
  enable(sdk).disable();
}
