/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Fixture } from 'opentelemetry-mcp-test-utils';

/** Sends a message to a stdio server, without a client of the SDK. */
export function send(server: Fixture, message: object): void {
  server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

/** Opens a connection, up to the answer. */
export async function initialize(server: Fixture): Promise<void> {
  const params = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'raw', version: '1' },
  };
  send(server, { id: 1, method: 'initialize', params });
  await server.waitFor('stdout', '"serverInfo"');
}

/** Opens a connection, and is in the middle of a call of the tool `slow`. */
export async function callSlowTool(server: Fixture): Promise<void> {
  await initialize(server);
  const params = { name: 'slow', arguments: {} };
  send(server, { id: 2, method: 'tools/call', params });
  await server.waitFor('stderr', 'tool runs');
}
