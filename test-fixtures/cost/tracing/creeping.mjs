/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Nothing is traced, and yet something is made for every call.
export { traceClient, traceSdk, traceServer, traceTool } from './none.mjs';

/** @type {unknown[]} */
let made = [];

/** @param {{ callTool(params: object): Promise<unknown> }} client */
export function traceCall(client) {
  return () => {
    made = Array.from({ length: 20 }, (_, place) => ({ place }));
    return made && client.callTool({ name: 'nothing', arguments: {} });
  };
}
