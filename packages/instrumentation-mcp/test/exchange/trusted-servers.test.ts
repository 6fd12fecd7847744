/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { propagation } from '@opentelemetry/api';
import { ParentBasedSampler, AlwaysOffSampler } from '@opentelemetry/sdk-trace';
import assert from 'node:assert/strict';
import { instrumentHttp, serveHttp } from '../options/support/http.ts';
import { observe, type Observed } from '../options/support/observe.ts';
import {
  createClient,
  createServer,
  inSpan,
  settled,
} from '../support/pair.ts';
import {
  connectToScript,
  type ScriptedPeer,
} from '../support/scripted-peer.ts';
import {
  ALL,
  callTool,
  handle,
  LINES_ESM,
  type Message,
} from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';

const FOREIGN = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const SAMPLED = {
  model: 'm',
  role: 'assistant',
  content: { type: 'text', text: 'x' },
};

for (const sdk of ALL) {
  describe(`what a server sends to its client, ${sdk.name}`, () => {
    let observed: Observed;
    let peer: ScriptedPeer;
    let baggage: unknown;
    let finish: () => void;
    const start = async (options: object = {}) => {
      observed = observe(sdk, { baggage: 'all' }, options);
      peer = await connectToScript(sdk, ({ id, method }) => {
        if (method === 'tools/call') {
          finish = () => {
            const result = { content: [] };
            void peer.transport.send({ jsonrpc: '2.0', id, result });
          };
        }
        return undefined;
      });
      handle(sdk, peer.client, 'sampling/createMessage', () => {
        baggage = propagation.getActiveBaggage()?.getEntry('tenant')?.value;
        return SAMPLED;
      });
      await settled();
      await observed.telemetry.reset();
    };
    afterEach(async () => {
      await peer.client.close();
      await observed.stop();
    });

    const ask = async (traceId: string) => {
      const _meta = {
        traceparent: `00-${traceId}-${SPAN}-01`,
        baggage: 'tenant=theirs',
      };
      const params = { messages: [], maxTokens: 1, _meta };
      const method = 'sampling/createMessage';
      baggage = 'not asked';
      await peer.transport.send({ jsonrpc: '2.0', id: 'ask', method, params });
      await settled();
    };
    const asked = () =>
      spanOf(observed.telemetry.spans(), 'sampling/createMessage', 'SERVER');
    const traceOf = (message: Message | undefined) => {
      const { _meta } = message?.['params'] as {
        _meta: { traceparent: string };
      };
      return _meta.traceparent.split('-')[1] ?? '';
    };

    it('continues the trace of an open call of the client, and no more', async () => {
      await start();
      const called = inSpan('app', () =>
        callTool(sdk, peer.client, { name: 'ask', arguments: {} })
      );
      await settled();
      const traceId = traceOf(peer.received.at(-1));
      await ask(traceId);
      assert.equal(asked().traceId, traceId);
      assert.equal(asked().parentSpanId, SPAN);
      assert.equal(baggage, undefined);
      await observed.telemetry.reset();
      await ask(FOREIGN);
      assert.notEqual(asked().traceId, FOREIGN);
      assert.deepEqual(
        asked().links.map(({ traceId: linked, spanId }) => [linked, spanId]),
        [[FOREIGN, SPAN]]
      );
      assert.equal(baggage, undefined);
      finish();
      await called;
    });

    it('is linked once the call is over', async () => {
      await start();
      const called = inSpan('app', () =>
        callTool(sdk, peer.client, { name: 'ask', arguments: {} })
      );
      await settled();
      const traceId = traceOf(peer.received.at(-1));
      finish();
      await called;
      await ask(traceId);
      assert.notEqual(asked().traceId, traceId);
      assert.equal(asked().links[0]?.traceId, traceId);
    });

    it('does not decide what is sampled', async () => {
      await start({
        sampler: new ParentBasedSampler({ root: new AlwaysOffSampler() }),
      });
      const called = callTool(sdk, peer.client, { name: 'ask', arguments: {} });
      await settled();
      await ask(traceOf(peer.received.at(-1)));
      await ask(FOREIGN);
      finish();
      await called;
      assert.deepEqual(observed.telemetry.spans(), []);
    });
  });
}

for (const sdk of LINES_ESM) {
  for (const inbound of ['continue', 'link', 'ignore'] as const) {
    it(`${inbound} ${inbound === 'continue' ? 'keeps' : 'drops'} the baggage of the peer’s HTTP request, ${sdk.name}`, async () => {
      const http = instrumentHttp();
      const observed = observe(sdk, { inbound }, { instrumentations: [http] });
      const server = createServer(sdk);
      const heard: unknown[] = [];
      server.registerTool('hear', {}, () => {
        heard.push(propagation.getActiveBaggage()?.getEntry('tenant')?.value);
        return { content: [] };
      });
      const served = await serveHttp(sdk, server);
      const client = createClient(sdk);
      const Transport = sdk.StreamableHTTPClientTransport as unknown as new (
        url: URL,
        options: object
      ) => InstanceType<typeof sdk.StreamableHTTPClientTransport>;
      const headers = { baggage: 'tenant=acme' };
      await client.connect(
        new Transport(served.url, { requestInit: { headers } })
      );
      await callTool(sdk, client, { name: 'hear', arguments: {} });
      await client.close();
      await server.close();
      await served.close();
      await observed.stop();
      http.disable();
      assert.deepEqual(heard, [inbound === 'continue' ? 'acme' : undefined]);
    });
  }
}
