/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import * as clientModule from '@modelcontextprotocol/client';
import * as serverModule from '@modelcontextprotocol/server';
import { McpInstrumentation } from 'opentelemetry-instrumentation-mcp';

/** For a program that was started without a flag, such as the tests. */
export function instrument() {
  const instrumentation = new McpInstrumentation();
  instrumentation.instrument(clientModule);
  instrumentation.instrument(serverModule);
  return instrumentation;
}
