/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/* `mcp-opentelemetry`, the package that does most of the same. */

import { instrumentClient, instrumentServer } from 'mcp-opentelemetry';

export {
  traceCall,
  traceSdk,
  traceTool,
} from '../../test-fixtures/cost/tracing/none.mjs';

/** @param {any} client */
export function traceClient(client) {
  instrumentClient(client);
}

/** @param {any} server */
export function traceServer(server) {
  instrumentServer(server);
}
