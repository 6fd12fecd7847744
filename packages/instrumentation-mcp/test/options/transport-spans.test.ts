/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import * as clientV2 from '@modelcontextprotocol/client';
import * as sseV1 from '@modelcontextprotocol/sdk/client/sse.js';
import { context, propagation } from '@opentelemetry/api';
import type { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import assert from 'node:assert/strict';
import type { SpanRecord } from 'opentelemetry-mcp-test-utils';
import type { McpInstrumentationConfig } from '../../src/index.ts';
import { createClient, createServer, inSpan } from '../support/pair.ts';
import {
  callTool,
  handle,
  LINES_ESM,
  v1,
  type Client,
  type Sdk,
  type Transport,
} from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';
import {
  connectHttp,
  instrumentHttp,
  OTHER_PATH,
  serveSse,
  type HttpServer,
} from './support/http.ts';
import { observe } from './support/observe.ts';

const SAMPLED = {
  model: 'm',
  role: 'assistant',
  content: { type: 'text', text: 'x' },
};

interface Connected {
  readonly client: Client;
  readonly http: HttpServer;
  close(): Promise<void>;
}

/** SSE is deprecated, and there are servers that know nothing else. */
const sseModules: Readonly<Record<Sdk['line'], object>> = {
  v1: sseV1,
  v2: clientV2,
};

async function connectSse(sdk: Sdk): Promise<Connected> {
  const server = createServer(v1);
  const http = await serveSse(server);
  const Transport = Reflect.get(
    sseModules[sdk.line],
    'SSEClientTransport'
  ) as new (url: URL) => Transport;
  const client = createClient(sdk);
  await client.connect(new Transport(http.url));
  const close = async () => {
    await client.close();
    await server.close();
    await http.close();
  };
  return { client, http, close };
}

const CONNECT: Readonly<Record<string, (sdk: Sdk) => Promise<Connected>>> = {
  'Streamable HTTP': sdk => connectHttp(sdk, createServer(sdk)),
  SSE: connectSse,
};

for (const sdk of LINES_ESM) {
  for (const [transport, connect] of Object.entries(CONNECT)) {
    describe(`option suppressTransportSpans, ${sdk.name}, ${transport}`, () => {
      let http: HttpInstrumentation;
      let undici: UndiciInstrumentation;
      before(() => {
        http = instrumentHttp();
        undici = new UndiciInstrumentation();
      });
      after(() => {
        http.disable();
        undici.disable();
      });

      interface Played {
        /** Of the call, with the POST that carried it. */
        readonly trace: SpanRecord[];
        readonly call: SpanRecord;
        readonly headers: HttpServer['requests'][number]['headers'];
        readonly requests: HttpServer['requests'];
        /** Client spans of HTTP requests, from connect() to close(). */
        readonly clientSpans: SpanRecord[];
      }

      const play = async (
        config: McpInstrumentationConfig,
        name = 'echo'
      ): Promise<Played> => {
        const observed = observe([sdk, v1], config, {
          instrumentations: [http, undici],
        });
        observed.instrumentation.instrument(sseModules[sdk.line]);
        const connected = await inSpan('connect', () => connect(sdk));
        const { requests } = connected.http;
        const before = requests.length;
        const { client } = connected;
        handle(sdk, client, 'sampling/createMessage', async () => {
          await fetch(new URL(OTHER_PATH, connected.http.url));
          return SAMPLED;
        });
        await inSpan('app', () => {
          const baggage = propagation.createBaggage({
            tenant: { value: 'acme' },
          });
          return context.with(
            propagation.setBaggage(context.active(), baggage),
            () => callTool(sdk, client, { name, arguments: {} })
          );
        });
        await connected.close();
        await observed.stop();
        assert.deepEqual(observed.diagnostics.lines, []);
        const spans = observed.telemetry.spans();
        const app = spanOf(spans, 'app', 'INTERNAL');
        return {
          trace: spans.filter(({ traceId }) => traceId === app.traceId),
          call: spanOf(spans, `tools/call ${name}`, 'CLIENT'),
          headers:
            requests.slice(before).find(({ method }) => method === 'POST')
              ?.headers ?? {},
          requests,
          clientSpans: spans.filter(
            ({ kind, attributes }) =>
              kind === 'CLIENT' && 'http.request.method' in attributes
          ),
        };
      };

      it('is off by default: HTTP instrumentations have their spans', async () => {
        const { trace, call, headers, clientSpans } = await play({});
        const post = spanOf(trace, 'POST', 'CLIENT');
        assert.equal(post.parentSpanId, call.spanId);
        assert.match(
          String(headers.traceparent),
          new RegExp(`-${post.spanId}-`)
        );
        assert.ok(clientSpans.length > 1);
      });

      it('leaves out all of them, and the trace goes on in the header', async () => {
        const { trace, call, headers, requests, clientSpans } = await play({
          suppressTransportSpans: true,
        });
        assert.deepEqual(
          clientSpans.filter(({ name }) => name === 'POST'),
          []
        );
        assert.equal(
          headers.traceparent,
          `00-${call.traceId}-${call.spanId}-01`
        );
        const post = spanOf(trace, 'POST', 'SERVER');
        assert.equal(post.parentSpanId, call.spanId);
        const server = spanOf(trace, 'tools/call echo', 'SERVER');
        assert.equal(server.parentSpanId, call.spanId);
        assert.deepEqual(
          server.links.map(({ spanId }) => spanId),
          [post.spanId]
        );
        const posts = requests.filter(({ method }) => method === 'POST');
        for (const one of posts) {
          assert.notEqual(one.headers.traceparent, undefined);
        }
      });

      it('leaves the requests of a handler alone', async () => {
        const config = { suppressTransportSpans: true };
        const { trace } = await play(config, 'sample');
        const sampling = spanOf(trace, 'sampling/createMessage', 'SERVER');
        const own = spanOf(trace, 'GET', 'CLIENT');
        assert.equal(own.parentSpanId, sampling.spanId);
      });

      it('writes into headers what peers get in messages, and no more', async () => {
        const suppressTransportSpans = true;
        const headers = async (config: McpInstrumentationConfig) => {
          const played = await play({ suppressTransportSpans, ...config });
          const { traceparent, baggage } = played.headers;
          return { traceparent: traceparent !== undefined, baggage };
        };
        assert.deepEqual(await headers({}), {
          traceparent: true,
          baggage: undefined,
        });
        assert.deepEqual(await headers({ baggage: 'all' }), {
          traceparent: true,
          baggage: 'tenant=acme',
        });
        assert.deepEqual(
          await headers({ baggage: ['tenant'], outbound: 'none' }),
          {
            traceparent: false,
            baggage: undefined,
          }
        );
      });
    });
  }
}
