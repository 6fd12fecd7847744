/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Speaks just enough of MCP over stdio to be initialized and to be asked
 * something, at which it dies as MCP_TEST_DEATH says.
 */
import { createInterface } from 'node:readline';

const deaths = {
  // the host ends it
  killed: () => process.kill(process.pid, 'SIGKILL'),
  exits: () => process.exit(1),
  // alive, but its output is gone
  mute: () => process.stdout.destroy(),
};

createInterface({ input: process.stdin }).on('line', line => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  if (method !== 'initialize') {
    deaths[process.env.MCP_TEST_DEATH]();
    return;
  }
  const result = {
    protocolVersion: params.protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: 'dying-server', version: '1.0.0' },
  };
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
});
