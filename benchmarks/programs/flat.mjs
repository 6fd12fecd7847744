/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Prints the CPU time of one `tools/call` in memory, in microseconds, with many
 * of something: `pending` calls, open `sessions`, `past` calls, bytes of `payload`.
 */

import { connectInMemory } from '../../test-fixtures/cost/sdk.mjs';
import { cpuOf, setUp } from './set-up.mjs';
import { takeTurns } from './take-turns.mjs';

/** Enough for V8 to have compiled what it is going to compile. */
const WARM_UP = 40_000;
const ONE_DAY = 86_400_000;

const { line, sdk, tracing, others } = await setUp();
const [dimension, level] = [others[0], Number(others[1])];

const { client, server } = await connectInMemory(sdk, tracing);
server.registerTool('wait', {}, () => new Promise(() => {}));
const text = dimension === 'payload' ? 'x'.repeat(level) : 'x';
const call = () => client.callTool({ name: 'nothing', arguments: { text } });

const open = [];
if (dimension === 'pending') {
  for (let count = 0; count < level; count += 1) void wait();
}
if (dimension === 'sessions') {
  while (open.length < level) open.push(await connectInMemory(sdk, tracing));
}
await repeat(dimension === 'past' ? level : WARM_UP);
takeTurns(async calls => (await cpuOf(() => repeat(calls))) / calls);

function wait() {
  const params = { name: 'wait', arguments: {} };
  const options = { timeout: ONE_DAY };
  return line === 'v1'
    ? client.callTool(params, undefined, options)
    : client.callTool(params, options);
}

/** @param {number} count */
async function repeat(count) {
  for (let made = 0; made < count; made += 1) await call();
}
