/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { McpServer, inputRequired } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { trace } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import {
  assertSpanTree,
  type ExpectedSpan,
} from 'opentelemetry-mcp-test-utils';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { inSpan, settled } from '../support/pair.ts';
import { callTool, v2, type Client, type Transport } from '../support/sdk.ts';
import { labels, mcpSpans, spanOf } from '../support/spans.ts';

const REVISION = '2026-07-28';

/** Sampling in one round trip, elicitation in the next. */
function createServer(): McpServer {
  const server = new McpServer({ name: 'modern', version: '1' });
  server.registerTool('ask', {}, ctx => {
    const { inputResponses } = ctx.mcpReq;
    trace.getTracer('app').startSpan('leg').end();
    if (inputResponses?.['model'] === undefined) {
      const model = inputRequired.createMessage({ messages: [], maxTokens: 1 });
      return inputRequired({ inputRequests: { model } });
    }
    return { content: [{ type: 'text', text: 'done' }] };
  });
  server.registerTool('echo', {}, () => ({
    content: [{ type: 'text', text: 'x' }],
  }));
  return server;
}

describe('MCP 2026-07-28 over serveStdio', () => {
  let instrumented: Instrumented;
  let client: Client;
  let close: () => Promise<void>;
  before(async () => {
    instrumented = startInstrumented([v2]);
    const [ours, theirs] = v2.InMemoryTransport.createLinkedPair();
    const transport = theirs as Parameters<McpServer['connect']>[0] & Transport;
    const handle = serveStdio(createServer, { transport });
    client = new v2.Client(
      { name: 'modern', version: '1' },
      {
        capabilities: { sampling: {} },
        versionNegotiation: { mode: { pin: REVISION } },
      }
    );
    client.setRequestHandler('sampling/createMessage', () =>
      inSpan('model', () =>
        Promise.resolve({
          model: 'm',
          role: 'assistant',
          content: { type: 'text', text: 'x' },
        })
      )
    );
    // The context of the connection must turn up nowhere.
    await inSpan('opener', () => client.connect(ours));
    close = async () => {
      await client.close();
      await handle.close();
    };
  });
  beforeEach(() => instrumented.telemetry.reset());
  after(async () => {
    await close();
    await instrumented.stop();
  });

  const call = async (name: string) => {
    const result = await callTool(v2, client, { name, arguments: {} });
    assert.equal(Array.isArray(result['content']), true);
  };
  const leg = (name: string, links: string[], ...more: ExpectedSpan[]) => ({
    name,
    kind: 'CLIENT' as const,
    status: 'UNSET' as const,
    links,
    attributes: { 'mcp.protocol.version': REVISION },
    children: [
      {
        name,
        kind: 'SERVER' as const,
        status: 'UNSET' as const,
        attributes: { 'mcp.protocol.version': REVISION },
        children: [{ name: 'leg' }],
      },
      ...more,
    ],
  });

  it('puts the legs of a call side by side, linked, its input handlers below', async () => {
    await inSpan('app', () => call('ask'));
    await settled();
    const { telemetry } = instrumented;
    assertSpanTree(telemetry.spans(), {
      name: 'app',
      children: [
        leg('tools/call ask', [], { name: 'model' }),
        leg('tools/call ask', ['tools/call ask']),
      ],
    });
    assert.deepEqual(telemetry.unended(), []);
    const legs = telemetry
      .spans()
      .filter(
        ({ name, kind }) => name === 'tools/call ask' && kind === 'CLIENT'
      );
    const [first, second] = legs.map(
      span => span.attributes['jsonrpc.request.id']
    );
    assert.notEqual(first, second);
  });

  it('keeps the legs of a call without a caller in one trace', async () => {
    await call('ask');
    await settled();
    const spans = instrumented.telemetry.spans();
    assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1);
    assert.equal(mcpSpans(spans).length, 4);
  });

  it('fails the last leg of a call whose result the client refuses', async () => {
    const toolDefinition = {
      name: 'ask',
      inputSchema: { type: 'object' },
      outputSchema: { type: 'object' },
    };
    const options = { toolDefinition } as object;
    await assert.rejects(
      callTool(v2, client, { name: 'ask', arguments: {} }, options),
      /did not return structured content/
    );
    await settled();
    const { telemetry } = instrumented;
    const legs = telemetry
      .spans()
      .filter(
        ({ name, kind }) => name === 'tools/call ask' && kind === 'CLIENT'
      )
      .map(span => [span.links.length, span.attributes['error.type']]);
    assert.deepEqual(legs.sort(), [
      [0, undefined],
      [1, 'ProtocolError'],
    ]);
    assert.deepEqual(telemetry.unended(), []);
  });

  it('tells the legs of concurrent calls apart', async () => {
    const names = ['one', 'two', 'three'];
    await Promise.all(names.map(name => inSpan(name, () => call('ask'))));
    await settled();
    assertSpanTree(
      instrumented.telemetry.spans(),
      names.map(name => ({
        name,
        children: [
          leg('tools/call ask', [], { name: 'model' }),
          leg('tools/call ask', ['tools/call ask']),
        ],
      }))
    );
  });

  it('begins every call of the same params anew', async () => {
    const params = { name: 'echo', arguments: {}, _meta: { mine: 1 } };
    for (const name of ['first', 'second']) {
      await inSpan(name, () => callTool(v2, client, params));
    }
    await settled();
    const spans = instrumented.telemetry.spans();
    const clients = spans.filter(({ kind }) => kind === 'CLIENT');
    assert.deepEqual(
      clients.map(({ links }) => links.length),
      [0, 0]
    );
    assert.deepEqual(
      clients.map(({ parentSpanId }) => parentSpanId),
      ['first', 'second'].map(name => spanOf(spans, name, 'INTERNAL').spanId)
    );
    assert.deepEqual(labels(mcpSpans(spans)), [
      'tools/call echo CLIENT',
      'tools/call echo CLIENT',
      'tools/call echo SERVER',
      'tools/call echo SERVER',
    ]);
  });
});
