/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { checkMcpConventions } from 'opentelemetry-mcp-test-utils';
import { heapInUse } from '../failures/support/heap.ts';
import { collectDiagnostics } from '../support/diagnostics.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { createClient, settled } from '../support/pair.ts';
import {
  callTool,
  LINES_ESM,
  request,
  type Client,
  type Message,
  type Transport,
} from '../support/sdk.ts';
import {
  assertBoundedText,
  assertFewSeries,
} from './support/assert-bounded.ts';
import { hostileText } from './support/hostile-text.ts';

/** Of each of two lines and two directions: 100,000 in all. */
const MESSAGES = 25_000;
const BATCH = 2_500;
const HEAP_LIMIT = 8 * 1024 * 1024;
const KNOWN = {
  'mcp.method.name': [
    ...['initialize', 'notifications/initialized', 'tools/call', 'tools/list'],
    ...['prompts/get', 'resources/read', 'sampling/createMessage'],
    ...['notifications/progress', 'notifications/resources/updated'],
  ],
  'gen_ai.prompt.name': [],
  'mcp.protocol.version': ['2025-11-25'],
};

/** What a server that makes up everything sends unasked. */
function hostileMessage(index: number): object {
  const text = hostileText(index);
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': text,
    'io.modelcontextprotocol/subscriptionId': text,
    'io.modelcontextprotocol/related-task': { taskId: text },
  };
  const kinds = [
    { id: text, method: text, params: { _meta } },
    { id: text, method: 'sampling/createMessage', params: { _meta } },
    { method: text, params: { _meta } },
    { method: 'notifications/resources/updated', params: { uri: text, _meta } },
    {
      method: 'notifications/progress',
      params: { progressToken: text, progress: 1, _meta },
    },
  ];
  return { jsonrpc: '2.0', ...kinds[index % kinds.length] };
}

/** What it answers: errors without end, results with ids that nobody gave. */
function hostileAnswer(id: unknown, index: number): object {
  const text = hostileText(index);
  const error = { code: -index, message: text };
  return { jsonrpc: '2.0', id, error };
}

for (const sdk of LINES_ESM) {
  describe(`a hostile server, ${sdk.name}`, function () {
    this.timeout(60_000);
    let instrumented: Instrumented;
    let theirs: Transport;
    let client: Client;
    let answered = 0;
    const answer = ({ id, method, params }: Message) => {
      if (id === undefined || method === undefined) return;
      if (method === 'initialize') {
        const result = {
          protocolVersion: Reflect.get(
            Object(params),
            'protocolVersion'
          ) as unknown,
          capabilities: { tools: {}, prompts: {}, resources: {} },
          serverInfo: { name: 'hostile', version: '1' },
        };
        void theirs.send({ jsonrpc: '2.0', id, result });
        return;
      }
      if (method === 'tools/list') {
        const inputSchema = { type: 'object' };
        const tools = Array.from({ length: 5_000 }, (_, index) => ({
          name: hostileText(index),
          inputSchema,
        }));
        void theirs.send({ jsonrpc: '2.0', id, result: { tools } });
        return;
      }
      void theirs.send(hostileAnswer(id, answered++));
    };
    before(async () => {
      instrumented = startInstrumented([sdk]);
      const [clientEnd, serverEnd] = sdk.InMemoryTransport.createLinkedPair();
      theirs = serverEnd;
      theirs.onmessage = message => {
        answer(message as Message);
      };
      client = createClient(sdk);
      await client.connect(clientEnd);
      // more tools than anybody has: none of them may be remembered for ever
      await request(sdk, client, { method: 'tools/list' });
    });
    after(async () => {
      await client.close();
      await instrumented.stop();
    });

    it(`answers and asks ${MESSAGES} times, never the same`, async () => {
      const { telemetry } = instrumented;
      const diagnostics = collectDiagnostics();
      let heap = 0;
      for (let index = 0; index < MESSAGES; index++) {
        await (index % 2 === 0
          ? theirs.send(hostileMessage(index / 2))
          : call(index).catch(() => undefined));
        if (index % BATCH !== BATCH - 1) continue;
        await settled();
        const spans = telemetry.spans();
        assert.equal(spans.length >= BATCH, true);
        assertBoundedText(spans);
        assert.deepEqual(telemetry.unended(), []);
        const metrics = await telemetry.metrics();
        assertFewSeries(metrics, KNOWN);
        if (index < BATCH) {
          assert.deepEqual(checkMcpConventions(spans, metrics), []);
        }
        await telemetry.reset();
        if (index === 2 * BATCH - 1) heap = await heapInUse();
      }
      const growth = (await heapInUse()) - heap;
      assert.ok(growth < HEAP_LIMIT, `the heap has grown by ${growth} bytes`);
      assert.ok(answered >= MESSAGES / 2);
      assert.deepEqual(diagnostics.lines, []);
      diagnostics.stop();
    });

    const call = (index: number): Promise<unknown> => {
      const text = hostileText(index);
      switch (index % 3) {
        case 0:
          return callTool(sdk, client, { name: 'a tool', arguments: {} });
        case 1:
          return request(sdk, client, {
            method: 'prompts/get',
            params: { name: text },
          });
        default:
          return request(sdk, client, {
            method: 'resources/read',
            params: { uri: text },
          });
      }
    };
  });

  it(`a server that makes up a protocol revision, ${sdk.name}`, async () => {
    const { telemetry, stop } = startInstrumented([sdk]);
    const [clientEnd, theirs] = sdk.InMemoryTransport.createLinkedPair();
    theirs.onmessage = message => {
      const { id } = message as Message;
      const result = {
        protocolVersion: hostileText(1),
        capabilities: {},
        serverInfo: { name: 'hostile', version: '1' },
      };
      void theirs.send({ jsonrpc: '2.0', id, result });
    };
    const client = createClient(sdk);
    await assert.rejects(client.connect(clientEnd));
    await settled();
    assertBoundedText(telemetry.spans());
    assertFewSeries(await telemetry.metrics(), KNOWN);
    assert.deepEqual(telemetry.unended(), []);
    await stop();
  });
}
