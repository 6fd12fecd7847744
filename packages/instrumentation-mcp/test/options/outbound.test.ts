/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, propagation } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { McpInstrumentationConfig, McpPeerInfo } from '../../src/index.ts';
import {
  connectPair,
  createClient,
  createServer,
  inSpan,
  settled,
} from '../support/pair.ts';
import {
  callTool,
  LINES_ESM,
  request,
  type Client,
  type Message,
  type Sdk,
  type Transport,
} from '../support/sdk.ts';
import { connectHttp } from './support/http.ts';
import { observe, type Observed } from './support/observe.ts';

const FIXTURES = new URL('fixtures/', import.meta.url);

/** What arrives at a transport, from now on. */
function received(transport: Transport): Message[] {
  const messages: Message[] = [];
  const { onmessage } = transport;
  transport.onmessage = function (message, ...rest) {
    messages.push(message as Message);
    onmessage?.call(this, message, ...rest);
  };
  return messages;
}

function metaOf(message: Message | undefined): Message {
  const { _meta } = (message?.['params'] ?? {}) as { _meta?: Message };
  return _meta ?? {};
}

async function started<T>(
  sdk: Sdk,
  config: McpInstrumentationConfig,
  use: (observed: Observed) => Promise<T>
): Promise<T> {
  const observed = observe(sdk, config);
  try {
    return await use(observed);
  } finally {
    await observed.stop();
  }
}

/** Baggage of the caller. */
function inBaggage<T>(action: () => Promise<T>): Promise<T> {
  const baggage = propagation.createBaggage({
    tenant: { value: 'acme' },
    user: { value: 'ada' },
  });
  const active = propagation.setBaggage(context.active(), baggage);
  return context.with(active, action);
}

const CALL = { name: 'echo', arguments: { text: 'x' } };

for (const sdk of LINES_ESM) {
  const meta = (config: McpInstrumentationConfig, params: object = CALL) =>
    started(sdk, config, async () => {
      const pair = await connectPair(sdk);
      const messages = received(pair.serverTransport);
      await inBaggage(() =>
        inSpan('app', () => callTool(sdk, pair.client, params))
      );
      await pair.close();
      assert.equal(messages.length, 1);
      return metaOf(messages[0]);
    });

  describe(`option outbound, ${sdk.name}`, () => {
    it('all is the default', async () => {
      for (const config of [{}, { outbound: 'all' as const }]) {
        assert.deepEqual(Object.keys(await meta(config)), ['traceparent']);
      }
    });

    it('none sends nothing, not even what a gateway passes on', async () => {
      const traceparent =
        '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      const forwarded = {
        ...CALL,
        _meta: { traceparent, baggage: 'a=b', mine: 1 },
      };
      assert.deepEqual(await meta({ outbound: 'none' }), {});
      assert.deepEqual(await meta({ outbound: 'none' }, forwarded), {
        mine: 1,
      });
    });

    it('is of a peer of which nothing is known, in memory', async () => {
      const peers: McpPeerInfo[] = [];
      const outbound = (peer: McpPeerInfo) => {
        peers.push(peer);
        return false;
      };
      assert.deepEqual(await meta({ outbound }), {});
      for (const peer of peers) {
        assert.deepEqual(peer, { url: undefined, command: undefined });
      }
      assert.deepEqual(await meta({ outbound: ['https://*'] }), {});
      assert.deepEqual(Object.keys(await meta({ outbound: ['*'] })), [
        'traceparent',
      ]);
    });

    it('sends nothing where a function fails or makes us wait', async () => {
      const throws = () => {
        throw new Error('x');
      };
      const waits: McpInstrumentationConfig = {
        // @ts-expect-error -- programs without types may be async
        outbound: () => Promise.resolve(true),
      };
      assert.deepEqual(await meta({ outbound: throws }), {});
      assert.deepEqual(await meta(waits), {});
    });

    it('decides by URL, over HTTP', async () => {
      const decide = (config: (url: URL) => McpInstrumentationConfig) => {
        return started(sdk, {}, async ({ instrumentation }) => {
          const pair = await connectHttp(sdk, createServer(sdk));
          instrumentation.setConfig(config(pair.http.url));
          const messages = received(pair.serverTransport);
          await inSpan('app', () => callTool(sdk, pair.client, CALL));
          await pair.close();
          return 'traceparent' in metaOf(messages[0]);
        });
      };
      assert.equal(await decide(url => ({ outbound: [url.href] })), true);
      assert.equal(
        await decide(() => ({ outbound: ['http://127.0.0.1:*/*'] })),
        true
      );
      assert.equal(await decide(() => ({ outbound: ['https://*'] })), false);
      assert.equal(await decide(() => ({ outbound: ['node *'] })), false);
      const peers: McpPeerInfo[] = [];
      const outbound = (peer: McpPeerInfo) => {
        peers.push(peer);
        return peer.url?.endsWith('/mcp') === true;
      };
      assert.equal(await decide(() => ({ outbound })), true);
      assert.match(peers[0]?.url ?? '', /^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
    });

    it('decides by command line, over stdio', async () => {
      const file = fileURLToPath(new URL(`meta-${sdk.line}.mjs`, FIXTURES));
      const command = process.execPath;
      const decide = (config: McpInstrumentationConfig) =>
        started(sdk, config, async () => {
          const client: Client = createClient(sdk);
          await client.connect(
            new sdk.StdioClientTransport({ command, args: [file, '--flag'] })
          );
          const params = { name: 'meta', arguments: {} };
          const { content } = (await inSpan('app', () =>
            callTool(sdk, client, params)
          )) as { content: [{ text: string }] };
          await client.close();
          return 'traceparent' in (JSON.parse(content[0].text) as object);
        });
      assert.equal(await decide({ outbound: ['*meta-*.mjs --flag'] }), true);
      assert.equal(await decide({ outbound: ['npx *'] }), false);
      const outbound = (peer: McpPeerInfo) =>
        peer.command === `${command} ${file} --flag` && peer.url === undefined;
      assert.equal(await decide({ outbound }), true);
    });
  });

  describe(`option baggage, ${sdk.name}`, () => {
    const baggage = async (
      config: McpInstrumentationConfig,
      _meta: object = {}
    ) => (await meta(config, { ...CALL, _meta }))['baggage'];

    it('is off by default: nothing but what the caller writes leaves', async () => {
      assert.equal(await baggage({}), undefined);
      assert.equal(await baggage({ baggage: 'off' }), undefined);
      assert.equal(await baggage({}, { baggage: 'mine=1' }), 'mine=1');
      assert.equal(
        await baggage({ baggage: 'off' }, { baggage: 'mine=1' }),
        undefined
      );
    });

    it('is all of it, or the given keys alone', async () => {
      assert.equal(await baggage({ baggage: 'all' }), 'tenant=acme,user=ada');
      assert.equal(await baggage({ baggage: ['tenant'] }), 'tenant=acme');
      assert.equal(await baggage({ baggage: [] }), undefined);
      assert.equal(
        await baggage({ baggage: [] }, { baggage: 'mine=1' }),
        undefined
      );
    });

    it('is none where the peer gets no context', async () => {
      assert.equal(
        await baggage({ baggage: 'all', outbound: 'none' }),
        undefined
      );
    });
  });

  describe(`option propagate, ${sdk.name}`, () => {
    const METHOD = 'vendor/strict';
    const params = z.strictObject({ query: z.string() });

    /** What becomes of a vendor's method whose schema is strict. */
    const strict = (config: McpInstrumentationConfig) =>
      started(sdk, config, async () => {
        const server = createServer(sdk);
        if (sdk.line === 'v1') {
          const schema = z.object({ method: z.literal(METHOD), params });
          server.server.setRequestHandler(schema, () => ({ found: true }));
        } else {
          server.server.setRequestHandler(METHOD, { params }, () => ({
            found: true,
          }));
        }
        const pair = await connectPair(sdk, createClient(sdk), server);
        const seen = await vendorCall(pair.client, pair.serverTransport);
        await pair.close();
        return seen;
      });
    const vendorCall = async (
      client: Client,
      transport: Transport
    ): Promise<Message[]> => {
      const messages = received(transport);
      const message = { method: METHOD, params: { query: 'x' } };
      const outcome = await inSpan('app', () =>
        vendorRequest(client, message)
      ).catch((error: unknown) => ({ error: String(error) }));
      return [outcome, ...messages];
    };
    const vendorRequest = (client: Client, message: object) =>
      sdk.line === 'v1'
        ? request(sdk, client, message)
        : client.request(message, z.looseObject({}));

    it('all fails at schemas that reject _meta', async () => {
      const [outcome, message] = await strict({});
      assert.deepEqual(Object.keys(metaOf(message)), ['traceparent']);
      assert.match(String(outcome?.['error']), /_meta/);
    });

    it('spec-methods leaves vendors alone', async () => {
      const [outcome, message] = await strict({ propagate: 'spec-methods' });
      assert.equal(outcome?.['found'], true);
      assert.deepEqual(message?.['params'], { query: 'x' });
    });

    it('spec-methods carries context in those of the specification', async () => {
      const carried = await meta({ propagate: 'spec-methods' });
      assert.deepEqual(Object.keys(carried), ['traceparent']);
    });

    it('spec-methods lets vendors have no more than others', async () => {
      const sentOn = {
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        baggage: 'tenant=acme,user=ada',
        mine: 1,
      };
      const noted = async (config: McpInstrumentationConfig) =>
        started(sdk, { propagate: 'spec-methods', ...config }, async () => {
          const pair = await connectPair(sdk);
          const messages = received(pair.serverTransport);
          const params = { query: 'x', _meta: sentOn };
          await inBaggage(() =>
            inSpan('app', () =>
              pair.client.notification({ method: 'vendor/note', params })
            )
          );
          await settled();
          await pair.close();
          return metaOf(messages[0]);
        });
      assert.deepEqual(await noted({}), sentOn);
      assert.deepEqual(await noted({ outbound: 'none' }), { mine: 1 });
      assert.deepEqual(await noted({ baggage: ['tenant'] }), {
        ...sentOn,
        baggage: 'tenant=acme',
      });
      const { baggage, ...rest } = sentOn;
      assert.deepEqual(await noted({ baggage: 'off' }), rest);
      assert.deepEqual(await noted({ baggage: 'all' }), { ...rest, baggage });
    });

    it('spec-methods leaves notifications of vendors alone, too', async () => {
      await started(sdk, { propagate: 'spec-methods' }, async () => {
        const pair = await connectPair(sdk);
        const messages = received(pair.serverTransport);
        const params = { query: 'x' };
        await inSpan('app', () =>
          pair.client.notification({ method: 'vendor/note', params })
        );
        await settled();
        await pair.close();
        assert.deepEqual(messages[0]?.['params'], params);
      });
    });
  });
}
