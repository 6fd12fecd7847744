/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import {
  assertSingleTrace,
  assertSpanTree,
  startFixture,
  startOtlpReceiver,
  type ExpectedSpan,
  type Fixture,
  type OtlpReceiver,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import {
  startInstrumented,
  type Instrumented,
} from './support/instrumented.ts';
import { inSpan } from './support/pair.ts';
import { fixtureUrl, preloads } from './support/programs.ts';
import {
  callTool,
  LINES_ESM,
  type Sdk,
  type Transport,
} from './support/sdk.ts';
import { labels, mcpSpans, spanOf, subtree } from './support/spans.ts';

/*
 * The examples of the MCP conventions (semantic-conventions-genai, docs/gen-ai/
 * mcp.md), over real processes and sockets. Deliberately not as on the page:
 * there is no `mcp.session.id` on stdio, which has no session ids, and no
 * `mcp.request.id`, which the conventions do not define any more.
 */

const TOOL = 'get-weather';
const VERSION = '2025-11-25';
const PRELOAD = preloads(
  'exporting.mjs',
  'opentelemetry-instrumentation-mcp/register'
);

const initialize = {
  'mcp.method.name': 'initialize',
  'jsonrpc.request.id': '0',
  'mcp.protocol.version': VERSION,
};
const toolCall = {
  'mcp.method.name': 'tools/call',
  'gen_ai.operation.name': 'execute_tool',
  'gen_ai.tool.name': TOOL,
  'jsonrpc.request.id': '1',
  'mcp.protocol.version': VERSION,
};
const http = {
  'network.transport': 'tcp',
  'network.protocol.name': 'http',
  'mcp.session.id': 'session-1',
};
/** What the HTTP server span tells of the POST that is in a tree. */
function posted(tree: readonly SpanRecord[]): object {
  const request = tree.find(
    ({ kind, attributes }) =>
      kind === 'SERVER' && attributes['network.peer.port'] !== undefined
  );
  return {
    ...http,
    'network.protocol.version': '1.1',
    'client.address': '127.0.0.1',
    'client.port': request?.attributes['network.peer.port'],
  };
}

for (const sdk of LINES_ESM) {
  describe(`the examples of the conventions, ${sdk.name}`, () => {
    let instrumented: Instrumented;
    let receiver: OtlpReceiver;
    before(async () => {
      receiver = await startOtlpReceiver();
      instrumented = startInstrumented([sdk], { serviceName: 'client' });
    });
    after(async () => {
      await instrumented.stop();
      await receiver.close();
    });
    beforeEach(async () => {
      receiver.reset();
      await instrumented.telemetry.reset();
    });

    const env = () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    /** With all that the server has to tell of three messages. */
    const spansOf = async (posts: 0 | 3) => {
      const theirs = await receiver.waitForSpans(
        spans =>
          mcpSpans(spans).length === 3 &&
          spans.filter(({ name }) => name === 'POST').length === posts
      );
      return [...instrumented.telemetry.spans(), ...theirs];
    };

    it('stdio: initialize, and a tool call of an agent', async () => {
      const app = fixtureUrl(`apps/weather-stdio-${sdk.line}.mjs`);
      const transport = new sdk.StdioClientTransport({
        command: process.execPath,
        args: [...PRELOAD, fileURLToPath(app)],
        env: env(),
      });
      await session(sdk, transport);
      const spans = await spansOf(0);

      const initialized = treeOf(spans, 'initialize');
      assertSpanTree(initialized, exchange('initialize'));
      const pipe = { 'network.transport': 'pipe' };
      assertAttributes(initialized, 'initialize', {
        client: { ...initialize, ...pipe },
        server: { ...initialize, ...pipe },
      });

      assertSpanTree(treeOf(spans, 'invoke_agent weather', 'INTERNAL'), {
        name: 'invoke_agent weather',
        children: [
          { name: 'chat' },
          exchange(`tools/call ${TOOL}`, [
            { name: 'look up', service: 'server' },
          ]),
          { name: 'chat' },
        ],
      });
      assertAttributes(spans, `tools/call ${TOOL}`, {
        client: { ...toolCall, ...pipe },
        server: { ...toolCall, ...pipe },
      });
      assert.deepEqual(instrumented.telemetry.unended(), []);
    });

    describe('Streamable HTTP', () => {
      let server: Fixture;
      let undici: UndiciInstrumentation;
      before(async () => {
        undici = new UndiciInstrumentation();
        undici.setTracerProvider(instrumented.telemetry.tracerProvider);
        server = await startFixture({
          file: fixtureUrl(`apps/weather-http-${sdk.line}.mjs`),
          execArgv: PRELOAD,
          env: env(),
          ready: { on: 'stdout', match: /http:\S+\n/ },
        });
      });
      after(async () => {
        undici.disable();
        await server.stop({ stdinEndMs: 0 });
      });

      it('initialize, and a tool call of an agent', async () => {
        const url = new URL(server.readyMatch?.[0].trim() ?? '');
        await session(sdk, new sdk.StreamableHTTPClientTransport(url));
        const spans = await spansOf(3);
        const address = {
          'server.address': '127.0.0.1',
          'server.port': Number(url.port),
        };

        const initialized = treeOf(spans, 'initialize');
        assertSpanTree(initialized, overHttp('initialize'));
        assertAttributes(initialized, 'initialize', {
          client: { ...initialize, ...http, ...address },
          server: { ...initialize, ...posted(initialized) },
        });

        const called = treeOf(spans, `tools/call ${TOOL}`);
        const inside = [{ name: 'look up', service: 'server' }];
        assertSpanTree(called, overHttp(`tools/call ${TOOL}`, inside));
        assertAttributes(called, `tools/call ${TOOL}`, {
          client: { ...toolCall, ...http, ...address },
          server: { ...toolCall, ...posted(called) },
        });

        const agent = treeOf(spans, 'invoke_agent weather', 'INTERNAL');
        assertSingleTrace(agent);
        assert.deepEqual(labels(agent.filter(({ name }) => name === 'chat')), [
          'chat INTERNAL',
          'chat INTERNAL',
        ]);
      });
    });
  });
}

/** What an agent does: connects, asks its model, calls a tool, asks again. */
async function session(sdk: Sdk, transport: Transport): Promise<void> {
  const client = new sdk.Client({ name: 'agent', version: '1' });
  await inSpan('start', () => client.connect(transport));
  await inSpan('invoke_agent weather', async () => {
    await inSpan('chat', () => Promise.resolve());
    await callTool(sdk, client, { name: TOOL, arguments: {} });
    await inSpan('chat', () => Promise.resolve());
  });
  await client.close();
}

function exchange(name: string, inside: ExpectedSpan[] = []): ExpectedSpan {
  return {
    name,
    kind: 'CLIENT',
    service: 'client',
    status: 'UNSET',
    links: [],
    children: [
      {
        name,
        kind: 'SERVER',
        service: 'server',
        status: 'UNSET',
        links: [],
        children: inside,
      },
    ],
  };
}

function overHttp(name: string, inside: ExpectedSpan[] = []): ExpectedSpan {
  const post = { name: 'POST', kind: 'SERVER', service: 'server' } as const;
  return {
    name,
    kind: 'CLIENT',
    service: 'client',
    status: 'UNSET',
    links: [],
    children: [
      { name: 'POST', kind: 'CLIENT', service: 'client', children: [post] },
      {
        name,
        kind: 'SERVER',
        service: 'server',
        status: 'UNSET',
        links: ['POST'],
        children: inside,
      },
    ],
  };
}

function treeOf(
  spans: readonly SpanRecord[],
  name: string,
  kind: SpanRecord['kind'] = 'CLIENT'
): SpanRecord[] {
  return subtree(spans, spanOf(spans, name, kind));
}

/** All attributes of the two spans of a message, and no other ones. */
function assertAttributes(
  spans: readonly SpanRecord[],
  name: string,
  expected: { readonly client: object; readonly server: object }
): void {
  const { attributes: client } = spanOf(spans, name, 'CLIENT');
  const { attributes: server } = spanOf(spans, name, 'SERVER');
  assert.deepEqual({ client, server }, expected);
}
