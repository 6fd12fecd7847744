/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Tells the CPU time of one `tools/call` over a pipe, of client and server
 * together, in microseconds, with 16 calls in flight: an idle process that has to
 * be woken for each message would hide what is measured.
 */

import { fileURLToPath } from 'node:url';
import { createClient } from '../../test-fixtures/cost/sdk.mjs';
import { cpuOf, setUp } from './set-up.mjs';
import { takeTurns } from './take-turns.mjs';
import { loadTransport } from './transports.mjs';

const IN_FLIGHT = 16;
const SERVER = fileURLToPath(new URL('stdio-server.mjs', import.meta.url));

const { line, telemetry, module, sdk, tracing } = await setUp();
const { StdioClientTransport } = await loadTransport(line, 'client');
const client = createClient(sdk, tracing);
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: [SERVER, line, telemetry, module],
  })
);
const call = tracing.traceCall(client);

takeTurns(
  async calls => {
    const before = await cpuOfServer();
    const own = await cpuOf(() => repeat(calls));
    const after = await cpuOfServer();
    return (own + after - before) / calls;
  },
  () => client.close()
);

async function cpuOfServer() {
  const { content } = await client.callTool({ name: 'cpu', arguments: {} });
  return Number(content[0].text);
}

/** @param {number} count */
async function repeat(count) {
  let left = count;
  const work = async () => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
}
