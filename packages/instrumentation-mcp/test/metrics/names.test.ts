/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { observe, type Observed } from '../options/support/observe.ts';
import { connectPair, createClient, createServer } from '../support/pair.ts';
import { connectToScript } from '../support/scripted-peer.ts';
import {
  ALL,
  callTool,
  request,
  type Client,
  type Sdk,
} from '../support/sdk.ts';
import { pointsOf, type HistogramName } from './support/points.ts';

const CLIENT = 'mcp.client.operation.duration';
const SERVER = 'mcp.server.operation.duration';

async function named(
  { telemetry }: Observed,
  histogram: HistogramName,
  key = 'gen_ai.tool.name'
): Promise<unknown[]> {
  const names = pointsOf(await telemetry.metrics(), histogram)
    .map(({ attributes }) => attributes[key])
    .filter(name => name !== undefined);
  return [...new Set(names)].sort();
}

/** A client of a server with these tools, which it has listed. */
async function connectToTools(
  sdk: Sdk,
  names: readonly string[]
): Promise<Client> {
  const inputSchema = { type: 'object' };
  const { client } = await connectToScript(sdk, ({ method }) =>
    method === 'tools/list'
      ? { tools: names.map(name => ({ name, inputSchema })) }
      : { content: [], isError: true }
  );
  await client.listTools();
  return client;
}

const call = (sdk: Sdk, client: Client, name: string) =>
  callTool(sdk, client, { name, arguments: {} }).catch(() => undefined);

for (const sdk of ALL) {
  describe(`names in metrics, ${sdk.name}`, () => {
    let observed: Observed;
    beforeEach(() => {
      observed = observe(sdk);
    });
    afterEach(() => observed.stop());

    it('are those of what is registered, though it always fails', async () => {
      const server = createServer(sdk);
      server.registerPrompt('broken', {}, () => {
        throw new Error('down');
      });
      const pair = await connectPair(sdk, createClient(sdk), server);
      await call(sdk, pair.client, 'fail');
      await call(sdk, pair.client, 'made-up');
      for (const name of ['broken', 'made-up']) {
        const params = { name };
        const method = 'prompts/get';
        await assert.rejects(request(sdk, pair.client, { method, params }));
      }
      await pair.close();
      assert.deepEqual(await named(observed, SERVER), ['_OTHER', 'fail']);
      const prompts = await named(observed, SERVER, 'gen_ai.prompt.name');
      assert.deepEqual(prompts, ['_OTHER', 'broken']);
    });

    it('are not pushed out by those of another server', async () => {
      const good = await connectToTools(sdk, ['weather']);
      const junk = Array.from({ length: 1_000 }, (_, at) => `junk-${at}`);
      const hostile = await connectToTools(sdk, junk);
      await hostile.listTools();
      await call(sdk, good, 'weather');
      await call(sdk, good, 'junk-1');
      const late = await connectToTools(sdk, ['traffic']);
      await call(sdk, late, 'traffic');
      await Promise.all([good, hostile, late].map(client => client.close()));
      assert.deepEqual(await named(observed, CLIENT), [
        '_OTHER',
        'traffic',
        'weather',
      ]);
    });

    it('are on one connection those that were used last', async () => {
      let names = Array.from({ length: 1_000 }, (_, at) => `first-${at}`);
      const inputSchema = { type: 'object' };
      const { client } = await connectToScript(sdk, ({ method }) =>
        method === 'tools/list'
          ? { tools: names.map(name => ({ name, inputSchema })) }
          : { content: [], isError: true }
      );
      const list = () => request(sdk, client, { method: 'tools/list' });
      await list();
      await call(sdk, client, 'first-0');
      names = Array.from({ length: 500 }, (_, at) => `second-${at}`);
      await list();
      await call(sdk, client, 'first-0');
      await call(sdk, client, 'first-1');
      await call(sdk, client, 'second-499');
      await client.close();
      assert.deepEqual(await named(observed, CLIENT), [
        '_OTHER',
        'first-0',
        'second-499',
      ]);
    });
  });
}
