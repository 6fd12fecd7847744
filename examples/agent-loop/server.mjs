/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An MCP server over stdio whose tools go well, slowly, and wrong in every way.
import { setTimeout as delay } from 'node:timers/promises';
import {
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
} from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';

const text = text => ({ content: [{ type: 'text', text }] });
const customer = z.object({ customer: z.string(), cardNumber: z.string() });

serveStdio(() => {
  const server = new McpServer({ name: 'shop', version: '1.0.0' });

  server.registerTool('find_order', { inputSchema: customer }, async () => {
    await delay(2200); // slow
    return text('order 7');
  });

  // The business says no: a result like any other, with `isError`.
  server.registerTool('refund', {}, () => ({
    ...text('The order is older than 30 days.'),
    isError: true,
  }));

  // A bug. The SDK makes of it a result with `isError`.
  server.registerTool('print_label', {}, () => {
    throw new TypeError('the printer is undefined');
  });

  // Refused by the protocol: there is no result, but a JSON-RPC error.
  server.registerResource('archive', 'archive://orders/7', {}, () => {
    const code = ProtocolErrorCode.InternalError;
    throw new ProtocolError(code, 'The archive is closed.');
  });

  server.registerTool('call_courier', {}, async () => {
    await delay(500); // what was done before has been exported
    process.kill(process.pid, 'SIGKILL');
  });
  return server;
});
