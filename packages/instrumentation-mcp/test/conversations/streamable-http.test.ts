/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { checkMcpConventions } from 'opentelemetry-mcp-test-utils';
import { allEnded } from '../failures/support/assert-endings.ts';
import { connectLink, type Link } from '../failures/support/link.ts';
import { v1Copy, v2Copy } from '../failures/support/workspace-copies.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { inSpan } from '../support/pair.ts';
import { callTool } from '../support/sdk.ts';
import { labels, mcpSpans, spanOf, subtree } from '../support/spans.ts';
import { OrderedEventStore } from './support/event-store.ts';

const HEADERS = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
};

/** Requests of a link, in order, as `GET` or `POST`. */
function watchRequests({ http }: Link): string[] {
  assert.ok(http);
  const methods: string[] = [];
  http.intercept = ({ method = '', headers }) => {
    const resumes = headers['last-event-id'] !== undefined;
    methods.push(resumes ? `${method} resuming` : method);
    return false;
  };
  return methods;
}

describe('Streamable HTTP', () => {
  let instrumented: Instrumented;
  let link: Link;
  before(() => {
    instrumented = startInstrumented([v1Copy, v2Copy]);
  });
  afterEach(() => link.close());
  after(() => instrumented.stop());

  it('a batch has one SERVER span per message', async () => {
    const { telemetry } = instrumented;
    link = await connectLink({
      sdk: v1Copy,
      transport: 'http',
      era: 'legacy',
    });
    await telemetry.reset();
    const { clientTransport, http } = link;
    const call = (id: number, name: string) => ({
      jsonrpc: '2.0',
      id,
      method: 'tools/call',
      params: { name, arguments: {} },
    });
    assert.ok(http);
    const response = await fetch(http.url, {
      method: 'POST',
      headers: {
        ...HEADERS,
        'mcp-session-id': String(Reflect.get(clientTransport, 'sessionId')),
        'mcp-protocol-version': '2025-03-26',
      },
      body: JSON.stringify([
        call(71, 'echo'),
        call(72, 'refuse'),
        { jsonrpc: '2.0', method: 'notifications/roots/list_changed' },
      ]),
    });
    assert.equal(response.status, 200);
    await response.text();
    await allEnded(telemetry);
    const spans = telemetry.spans();
    assert.deepEqual(labels(spans), [
      'notifications/roots/list_changed SERVER',
      'tools/call echo SERVER',
      'tools/call refuse SERVER',
    ]);
    const echo = spanOf(spans, 'tools/call echo', 'SERVER');
    assert.equal(echo.attributes['jsonrpc.request.id'], '71');
    assert.equal(echo.status.code, 'UNSET');
    const refuse = spanOf(spans, 'tools/call refuse', 'SERVER');
    assert.equal(refuse.attributes['error.type'], 'tool_error');
    const metrics = await telemetry.metrics();
    assert.deepEqual(checkMcpConventions(spans, metrics), []);
  });

  for (const sdk of [v1Copy, v2Copy]) {
    it(`a call whose stream is resumed has one span, ${sdk.name}`, async () => {
      const { telemetry } = instrumented;
      link = await connectLink(
        { sdk, transport: 'http', era: 'legacy' },
        {
          httpOptions: {
            eventStore: new OrderedEventStore(),
            retryInterval: 5,
          },
          createServer: () => createCuttingServer(sdk),
        }
      );
      const requests = watchRequests(link);
      await telemetry.reset();
      const result = await inSpan('app', () =>
        callTool(sdk, link.client, { name: 'cut', arguments: {} })
      );
      assert.deepEqual(result['content'], [{ type: 'text', text: 'late' }]);
      assert.ok(requests.includes('GET resuming'), requests.join(', '));
      await allEnded(telemetry);
      const spans = telemetry.spans();
      const app = spanOf(spans, 'app', 'INTERNAL');
      assert.deepEqual(labels(subtree(spans, app)), [
        'app INTERNAL',
        'tools/call cut CLIENT',
        'tools/call cut SERVER',
      ]);
      for (const span of mcpSpans(spans)) {
        assert.equal(span.status.code, 'UNSET');
      }
      const metrics = await telemetry.metrics();
      assert.deepEqual(checkMcpConventions(mcpSpans(spans), metrics), []);
    });
  }
});

/** Its tool `cut` ends the stream of its own answer, and answers afterwards. */
function createCuttingServer(sdk: Link['sdk']) {
  const server = new sdk.McpServer({ name: 'cutting', version: '1.0.0' });
  const inputSchema = sdk.line === 'v1' ? {} : sdk.z.object({});
  server.registerTool('cut', { inputSchema }, (_: unknown, extra: unknown) => {
    const { closeSSEStream, http } = extra as {
      closeSSEStream?: () => void;
      http?: { closeSSE?: () => void };
    };
    const close = closeSSEStream ?? http?.closeSSE;
    assert.ok(close, 'the stream cannot be closed');
    close();
    return new Promise(resolve => {
      setImmediate(() => {
        resolve({ content: [{ type: 'text', text: 'late' }] });
      });
    });
  });
  return server;
}
