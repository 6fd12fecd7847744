/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Speaks MCP without the SDK.
import { createInterface } from 'node:readline';

for await (const line of createInterface(process.stdin)) {
  const { id } = JSON.parse(line);
  if (id !== undefined) {
    const result = {
      protocolVersion: '2025-11-25',
      capabilities: { tools: {} },
      serverInfo: { name: 'by hand', version: '1.0.0' },
      tools: [],
    };
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
  }
}
