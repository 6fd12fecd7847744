/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { createServer } from '../../test-fixtures/cost/sdk.mjs';
import { setUp } from './set-up.mjs';
import { loadTransport } from './transports.mjs';

const { line, sdk, tracing } = await setUp();
const { StdioServerTransport } = await loadTransport(line, 'server');
const server = createServer(sdk, tracing);
server.registerTool('cpu', {}, () => {
  const { user, system } = process.cpuUsage();
  return { content: [{ type: 'text', text: String(user + system) }] };
});
await server.connect(new StdioServerTransport());
