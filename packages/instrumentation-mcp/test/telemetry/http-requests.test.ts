/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { AlwaysOffSampler, ParentBasedSampler } from '@opentelemetry/sdk-trace';
import type { SpanRecord } from 'opentelemetry-mcp-test-utils';
import type { McpMessageInfo } from '../../src/index.ts';
import {
  serveHttp,
  SESSION_ID,
  type HttpServer,
} from '../options/support/http.ts';
import { observe, type Observed } from '../options/support/observe.ts';
import { createServer, inSpan, settled } from '../support/pair.ts';
import { ALL, type McpServer } from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';
import { postMessage } from '../../../../test-fixtures/support/post.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const VERSION = '2025-06-18';
const HEADERS = {
  traceparent: `00-${TRACE}-${SPAN}-01`,
  'mcp-session-id': SESSION_ID,
  'mcp-protocol-version': VERSION,
  'x-forwarded-for': '192.0.2.7',
};

async function post(
  { url }: HttpServer,
  message: object,
  headers: Readonly<Record<string, string>> = {}
): Promise<void> {
  const response = await postMessage(url, message, headers);
  await response.text();
}

const INITIALIZE = {
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: VERSION,
    capabilities: {},
    clientInfo: { name: 'by-hand', version: '1.0.0' },
  },
};

for (const sdk of ALL) {
  describe(`HTTP requests of a client that is not traced, ${sdk.name}`, () => {
    let observed: Observed;
    let server: McpServer;
    let served: HttpServer;
    const close = async () => {
      await server.close();
      await served.close();
      await observed.stop();
    };

    it('are known to notifications as they are to requests', async () => {
      const seen: McpMessageInfo[] = [];
      const inbound = (message: McpMessageInfo) => {
        seen.push(message);
        return 'continue' as const;
      };
      observed = observe(sdk, { inbound });
      server = createServer(sdk);
      served = await serveHttp(sdk, server, request => {
        request.auth = { token: 't', clientId: 'guest', scopes: [] };
      });
      await post(served, INITIALIZE);
      await observed.telemetry.reset();
      const method = 'notifications/initialized';
      await post(served, { method }, HEADERS);
      await post(served, { id: 2, method: 'ping' }, HEADERS);
      await settled();
      const spans = observed.telemetry.spans();
      await close();
      const facts = (span: SpanRecord) => ({
        traceId: span.traceId,
        parentSpanId: span.parentSpanId,
        version: span.attributes['mcp.protocol.version'],
        session: span.attributes['mcp.session.id'],
        address: span.attributes['client.address'],
      });
      const notified = facts(spanOf(spans, method, 'SERVER'));
      assert.deepEqual(notified, facts(spanOf(spans, 'ping', 'SERVER')));
      assert.deepEqual(notified, {
        traceId: TRACE,
        parentSpanId: SPAN,
        version: VERSION,
        session: SESSION_ID,
        address: '192.0.2.7',
      });
      const info = seen.find(message => message.method === method);
      assert.equal(info?.headers?.['x-forwarded-for'], '192.0.2.7');
      const { clientId } = info.authInfo as { clientId: string };
      assert.equal(clientId, 'guest');
    });

    for (const sampled of [true, false]) {
      const what = sampled ? 'ended' : 'was not sampled';
      it(`are not below a span that ${what} in which the server was started`, async () => {
        observed = observe(
          sdk,
          {},
          sampled
            ? {}
            : {
                sampler: new ParentBasedSampler({
                  root: new AlwaysOffSampler(),
                }),
              }
        );
        server = createServer(sdk);
        let main: string | undefined;
        served = await inSpan('main', async span => {
          main = span.spanContext().traceId;
          return serveHttp(sdk, server);
        });
        await post(served, INITIALIZE);
        await post(served, { id: 2, method: 'ping' }, HEADERS);
        await settled();
        const spans = observed.telemetry.spans();
        await close();
        const ping = spanOf(spans, 'ping', 'SERVER');
        assert.equal(ping.traceId, TRACE);
        assert.equal(ping.parentSpanId, SPAN);
        if (sampled) {
          const first = spanOf(spans, 'initialize', 'SERVER');
          assert.equal(first.parentSpanId, undefined);
          assert.notEqual(first.traceId, main);
        }
      });
    }
  });
}
