/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { propagation } from '@opentelemetry/api';
import type { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import assert from 'node:assert/strict';
import type { SpanRecord } from 'opentelemetry-mcp-test-utils';
import type {
  InboundPolicy,
  McpInstrumentationConfig,
  McpMessageInfo,
} from '../../src/index.ts';
import {
  connectPair,
  createServer,
  inSpan,
  settled,
  type Pair,
} from '../support/pair.ts';
import { callTool, LINES_ESM, type Sdk } from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';
import {
  connectHttp,
  instrumentHttp,
  serveHttp,
  SESSION_ID,
  type HttpServer,
} from './support/http.ts';
import { observe, type Observed } from './support/observe.ts';
import { postMessage } from '../../../../test-fixtures/support/post.ts';

const CALL = { name: 'echo', arguments: { text: 'x' } };

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

interface Sides {
  readonly client: SpanRecord;
  readonly server: SpanRecord;
}

function sides({ telemetry }: Observed, name = 'tools/call echo'): Sides {
  const spans = telemetry.spans();
  return {
    client: spanOf(spans, name, 'CLIENT'),
    server: spanOf(spans, name, 'SERVER'),
  };
}

/** How the server's span goes on from the client's. */
function relation({ client, server }: Sides): InboundPolicy | 'confused' {
  const isChild = server.parentSpanId === client.spanId;
  const isLinked = server.links.some(link => link.spanId === client.spanId);
  const isRoot =
    server.parentSpanId === undefined && server.traceId !== client.traceId;
  if (isChild) return isLinked ? 'confused' : 'continue';
  if (isRoot) return isLinked ? 'link' : 'ignore';
  return 'confused';
}

/** When the client gets the answer to a request that it knows nothing of. */
function once(id: number, { clientTransport }: Pair): Promise<void> {
  const { onmessage } = clientTransport;
  return new Promise(resolve => {
    clientTransport.onmessage = function (message, ...rest) {
      onmessage?.call(this, message, ...rest);
      if ((message as { id?: unknown }).id === id) resolve();
    };
  });
}

/** As a client without instrumentation, behind one that has it, may send it. */
async function initializeByHand(
  { url }: HttpServer,
  headers: Readonly<Record<string, string>>
): Promise<void> {
  const params = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'by-hand', version: '1.0.0' },
  };
  const message = { id: 1, method: 'initialize', params };
  const response = await postMessage(url, message, headers);
  await response.text();
}

async function observed(
  sdk: Sdk,
  config: McpInstrumentationConfig,
  use: (pair: Pair, observed: Observed) => Promise<void>,
  connect: () => Promise<Pair> = () => connectPair(sdk)
): Promise<void> {
  const started = observe(sdk, config);
  try {
    const pair = await connect();
    await use(pair, started);
    await pair.close();
    await settled();
    assert.deepEqual(started.telemetry.unended(), []);
  } finally {
    await started.stop();
  }
}

for (const sdk of LINES_ESM) {
  describe(`option inbound, ${sdk.name}`, () => {
    for (const inbound of ['continue', 'link', 'ignore'] as const) {
      it(`${inbound}, for every message`, async () => {
        await observed(sdk, { inbound }, async (pair, started) => {
          await inSpan('app', () => callTool(sdk, pair.client, CALL));
          await settled();
          assert.equal(relation(sides(started)), inbound);
          assert.equal(relation(sides(started, 'initialize')), inbound);
        });
      });
    }

    it('adopts baggage under continue alone', async () => {
      const heard: Record<string, string | undefined> = {};
      for (const inbound of ['continue', 'link', 'ignore'] as const) {
        const config = { inbound, baggage: 'all' } as const;
        await observed(sdk, config, async pair => {
          pair.server.registerTool('hear', {}, () => {
            heard[inbound] = propagation
              .getActiveBaggage()
              ?.getEntry('tenant')?.value;
            return { content: [] };
          });
          const _meta = { baggage: 'tenant=acme' };
          const params = { name: 'hear', arguments: {}, _meta };
          await callTool(sdk, pair.client, params);
        });
      }
      assert.deepEqual(heard, {
        continue: 'acme',
        link: undefined,
        ignore: undefined,
      });
    });

    it('decides by method', async () => {
      const inbound = ({ method, side }: McpMessageInfo) =>
        side === 'server' && method === 'tools/call' ? 'link' : 'continue';
      await observed(sdk, { inbound }, async (pair, started) => {
        await callTool(sdk, pair.client, CALL);
        await settled();
        assert.equal(relation(sides(started)), 'link');
        assert.equal(relation(sides(started, 'initialize')), 'continue');
      });
    });

    it('trusts nobody where the decision fails', async () => {
      const failing: McpInstrumentationConfig[] = [
        {
          inbound: () => {
            throw new TypeError('x');
          },
        },
        // @ts-expect-error -- programs without types may be async
        { inbound: () => Promise.resolve('continue') },
        // @ts-expect-error -- programs without types answer anything
        { inbound: () => 'trust' },
      ];
      for (const config of failing) {
        await observed(sdk, config, async (pair, started) => {
          await callTool(sdk, pair.client, CALL);
          await settled();
          assert.equal(relation(sides(started)), 'ignore');
        });
      }
    });

    it('trusts no header either where the decision is none, and says so once', async () => {
      // @ts-expect-error -- programs without types answer anything
      const config: McpInstrumentationConfig = { inbound: () => 'trust' };
      const started = observe(sdk, config);
      const server = createServer(sdk);
      const http = await serveHttp(sdk, server);
      for (let count = 0; count < 2; count++) {
        await initializeByHand(http, { traceparent: TRACEPARENT });
      }
      await server.close();
      await http.close();
      const [span] = started.telemetry.spans();
      await started.stop();
      assert.equal(span?.name, 'initialize');
      assert.equal(span.parentSpanId, undefined);
      assert.deepEqual(span.links, []);
      const { lines } = started.diagnostics;
      assert.equal(lines.filter(line => /inbound/.test(line)).length, 1);
    });

    it('decides by session, headers and caller, over HTTP', async () => {
      const seen: McpMessageInfo[] = [];
      const inbound = (message: McpMessageInfo) => {
        if (message.method !== 'tools/call') return 'continue';
        seen.push(message);
        const { sessionId, headers, authInfo } = message;
        const { clientId } = authInfo as { clientId: string };
        return clientId === 'guest' &&
          sessionId === SESSION_ID &&
          headers?.['user-agent'] !== undefined
          ? 'link'
          : 'continue';
      };
      let clientId = 'guest';
      const connect = () =>
        connectHttp(sdk, createServer(sdk), request => {
          request.auth = { token: 't', clientId, scopes: [] };
        });
      await observed(
        sdk,
        { inbound },
        async (pair, started) => {
          await callTool(sdk, pair.client, CALL);
          assert.equal(relation(sides(started)), 'link');
          await started.telemetry.reset();
          clientId = 'employee';
          await callTool(sdk, pair.client, CALL);
          assert.equal(relation(sides(started)), 'continue');
          const [message] = seen;
          assert.equal(message?.side, 'server');
          const { params } = message;
          assert.deepEqual((params as typeof CALL).arguments, CALL.arguments);
          for (const name of Object.keys(message.headers ?? {})) {
            assert.equal(name, name.toLowerCase());
          }
        },
        connect
      );
    });
  });

  describe(`option parent, ${sdk.name}`, () => {
    let http: HttpInstrumentation;
    before(() => {
      http = instrumentHttp();
    });
    after(() => {
      http.disable();
    });

    /** The HTTP server's span, and the SERVER span beside it. */
    const played = async (config: McpInstrumentationConfig) => {
      const started = observe(sdk, config, { instrumentations: [http] });
      const pair = await connectHttp(sdk, createServer(sdk));
      await started.telemetry.reset();
      await inSpan('app', () => callTool(sdk, pair.client, CALL));
      await pair.close();
      await started.stop();
      const spans = started.telemetry.spans();
      const { client, server } = sides(started);
      const posts = spans.filter(
        ({ name, kind, traceId }) =>
          name === 'POST' &&
          kind === 'SERVER' &&
          (traceId === server.traceId ||
            server.links.some(link => link.traceId === traceId))
      );
      const [post] = posts;
      assert.ok(post !== undefined);
      return { client, server, post };
    };
    const link = ({ traceId, spanId }: SpanRecord) => ({
      traceId,
      spanId,
      attributes: {},
    });

    it('is by default the context in _meta; the HTTP request is linked', async () => {
      const { client, server, post } = await played({});
      assert.equal(server.parentSpanId, client.spanId);
      assert.deepEqual(server.links, [link(post)]);
    });

    it('is the HTTP request of a gateway; _meta is linked', async () => {
      const { client, server, post } = await played({ parent: 'ambient' });
      assert.equal(server.parentSpanId, post.spanId);
      assert.deepEqual(server.links, [link(client)]);
    });

    it('is nothing that a public endpoint is told', async () => {
      const { client, server, post } = await played({ inbound: 'link' });
      assert.equal(server.parentSpanId, undefined);
      assert.deepEqual(server.links, [link(client), link(post)]);
    });
  });

  describe(`option foreignCarriers, ${sdk.name}`, () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const spanId = 'b7ad6b7169203331';
    const traceparent = `00-${traceId}-${spanId}-01`;
    const carriers: Record<'datadog' | 'arguments', object> = {
      arguments: { ...CALL, arguments: { text: 'x', _meta: { traceparent } } },
      datadog: { ...CALL, _meta: { _dd_trace_context: { traceparent } } },
    };
    /** The SERVER span of a call by a client that we do not instrument. */
    const served = async (params: object, config: McpInstrumentationConfig) => {
      let span: SpanRecord | undefined;
      await observed(sdk, config, async (pair, started) => {
        const message = {
          jsonrpc: '2.0',
          id: 99,
          method: 'tools/call',
          params,
        };
        pair.client.onerror = () => undefined;
        const answered = once(message.id, pair);
        pair.serverTransport.onmessage?.(message);
        await answered;
        await settled();
        span = spanOf(started.telemetry.spans(), 'tools/call echo', 'SERVER');
      });
      return span?.parentSpanId;
    };

    for (const carrier of ['datadog', 'arguments'] as const) {
      it(`${carrier} is read on request only`, async () => {
        const params = carriers[carrier];
        const other = carrier === 'datadog' ? 'arguments' : 'datadog';
        assert.equal(await served(params, {}), undefined);
        assert.equal(
          await served(params, { foreignCarriers: [other] }),
          undefined
        );
        assert.equal(
          await served(params, { foreignCarriers: [other, carrier] }),
          spanId
        );
      });
    }
  });
}
