/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import * as esm from '@modelcontextprotocol/server';
import assert from 'node:assert/strict';
import {
  checkMcpConventions,
  assertSpanTree,
  type ExpectedSpan,
} from 'opentelemetry-mcp-test-utils';
import {
  commonJs,
  createHandler,
  envelope,
  fetchDirectly,
  fetchOverHttp,
  modernPost,
  requestOf,
  REVISION,
  type Options,
  type Post,
  type Send,
} from '../../support/entries.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../../support/instrumented.ts';
import { settled } from '../../support/pair.ts';
import { v2Cjs } from '../../support/sdk.ts';

const CODE = 'rpc.response.status_code';

interface Row {
  readonly post: Post;
  readonly handler?: Options;
  readonly status: number;
  /** The entry refuses a request whose id it has not read, or does not tell. */
  readonly unnumbered?: boolean;
  /** The one MCP span below the HTTP span; none where the entry answers nothing. */
  readonly span?: Omit<ExpectedSpan, 'kind'>;
}

const echo = modernPost('tools/call', { name: 'echo' });
const withoutMethodHeader: Post = {
  body: echo.body,
  headers: { 'mcp-protocol-version': REVISION },
};
const strict: Options = { legacy: 'reject' };
const initialize = {
  jsonrpc: '2.0',
  id: 'i',
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    clientInfo: { name: 'old', version: '1.0.0' },
    capabilities: {},
  },
};

const REJECTIONS: Readonly<Record<string, Row>> = {
  'another media type': {
    post: {
      ...echo,
      headers: { ...echo.headers, 'content-type': 'text/plain' },
    },
    status: 415,
    unnumbered: true,
    span: {
      name: 'tools/call echo',
      status: 'ERROR',
      attributes: { [CODE]: '-32000', 'error.type': '-32000' },
    },
  },
  'a body too large': {
    post: echo,
    handler: { maxRequestBodySize: 10 },
    status: 413,
    unnumbered: true,
    span: { name: 'tools/call echo', attributes: { [CODE]: '-32000' } },
  },
  'a body that is not JSON': {
    post: { body: '{' },
    handler: strict,
    status: 400,
    span: {
      name: '_OTHER',
      status: 'UNSET',
      attributes: {
        'mcp.method.name': '_OTHER',
        'jsonrpc.request.id': undefined,
        [CODE]: '-32700',
        'error.type': undefined,
      },
    },
  },
  'a body that is not JSON, before a legacy server': {
    post: { body: '{' },
    status: 400,
    span: { name: '_OTHER', attributes: { [CODE]: '-32700' } },
  },
  'a body that is not JSON-RPC': {
    post: { body: { hello: 'world' } },
    status: 400,
    span: { name: '_OTHER', attributes: { [CODE]: '-32600' } },
  },
  'headers of another method': {
    post: { ...echo, headers: { ...echo.headers, 'mcp-method': 'tools/list' } },
    status: 400,
    span: {
      name: 'tools/list',
      status: 'UNSET',
      attributes: { [CODE]: '-32020', 'jsonrpc.request.id': '7' },
    },
  },
  'a method that nobody knows in the header': {
    post: { ...echo, headers: { ...echo.headers, 'mcp-method': 'x/1' } },
    status: 400,
    span: { name: '_OTHER', attributes: { [CODE]: '-32020' } },
  },
  'an unsupported revision': {
    post: modernPost('tools/call', { name: 'echo' }, {}, '2099-01-01'),
    status: 400,
    span: {
      name: 'tools/call echo',
      status: 'UNSET',
      attributes: {
        [CODE]: '-32022',
        'jsonrpc.request.id': '7',
        'gen_ai.tool.name': 'echo',
        'mcp.protocol.version': '2099-01-01',
        'network.transport': 'tcp',
        'network.protocol.name': 'http',
      },
    },
  },
  'a challenge for more scope': {
    post: modernPost('tools/call', { name: 'guarded' }),
    status: 403,
    unnumbered: true,
    span: {
      name: 'tools/call guarded',
      status: 'ERROR',
      attributes: { [CODE]: undefined, 'error.type': '403' },
    },
  },
  'the era before, where it is not served': {
    post: { body: initialize },
    handler: strict,
    status: 400,
    span: {
      name: 'initialize',
      status: 'UNSET',
      attributes: {
        [CODE]: '-32022',
        'jsonrpc.request.id': 'i',
        'mcp.protocol.version': '2025-11-25',
      },
    },
  },
  'headers that lack the method': {
    post: withoutMethodHeader,
    status: 400,
    span: {
      name: '_OTHER',
      attributes: { [CODE]: '-32020', 'jsonrpc.request.id': '7' },
    },
  },
  'headers that lack the method, where only this era is served': {
    post: withoutMethodHeader,
    handler: strict,
    status: 400,
    span: { name: 'tools/call echo', attributes: { [CODE]: '-32020' } },
  },
  'a client that accepts no answer': {
    post: { body: initialize, headers: { accept: 'text/plain' } },
    status: 406,
    span: { name: '_OTHER', attributes: { [CODE]: '-32000' } },
  },
};

const DISPATCHED: Readonly<Record<string, Row>> = {
  'a call': {
    post: echo,
    status: 200,
    span: { name: 'tools/call echo', status: 'UNSET' },
  },
  'a method that the server does not know': {
    post: modernPost('no/such'),
    status: 404,
    span: { name: '_OTHER', attributes: { [CODE]: '-32601' } },
  },
  'a handshake of the era before': {
    post: { body: initialize },
    status: 200,
    span: { name: 'initialize' },
  },
  'listen in the era before': {
    post: {
      body: { jsonrpc: '2.0', id: 1, method: 'subscriptions/listen' },
      headers: { 'mcp-method': 'subscriptions/listen' },
    },
    status: 200,
    span: { name: 'subscriptions/listen', attributes: { [CODE]: '-32601' } },
  },
};

const WAYS: Readonly<Record<string, Send>> = {
  'handler.fetch()': fetchDirectly,
  'a Node.js server': fetchOverHttp,
};

describe('createMcpHandler', () => {
  let instrumented: Instrumented;
  before(() => {
    instrumented = startInstrumented([v2Cjs]);
  });
  beforeEach(() => instrumented.telemetry.reset());
  after(() => instrumented.stop());

  /** Answers as without instrumentation, and traces just this. */
  async function check(send: Send, row: Row): Promise<void> {
    const plain = createHandler(esm, row.handler);
    const expected = await send(plain, row.post);
    await instrumented.telemetry.reset();

    const traced = createHandler(commonJs, row.handler);
    const answer = await send(traced, row.post);
    await settled();

    assert.equal(answer.status, row.status);
    assert.deepEqual(answer, expected);
    const children: ExpectedSpan[] =
      row.span === undefined ? [] : [{ ...row.span, kind: 'SERVER' }];
    const spans = instrumented.telemetry.spans();
    assertSpanTree(spans, { name: 'http', children });
    assert.deepEqual(
      checkMcpConventions(spans).map(({ rule }) => rule),
      row.unnumbered === true ? ['jsonrpc.request.id'] : []
    );
    assert.deepEqual(instrumented.telemetry.unended(), []);
  }

  for (const [way, send] of Object.entries(WAYS)) {
    describe(`behind ${way}, rejects`, () => {
      for (const [what, row] of Object.entries(REJECTIONS)) {
        it(what, () => check(send, row));
      }
    });

    describe(`behind ${way}, hands on with one span`, () => {
      for (const [what, row] of Object.entries(DISPATCHED)) {
        it(what, () => check(send, row));
      }
    });
  }

  it('leaves alone what is not a message', async () => {
    const handler = createHandler(commonJs, strict);
    const response = await handler.fetch(new Request('http://127.0.0.1/mcp'));
    await settled();
    assert.equal(response.status, 405);
    assert.deepEqual(instrumented.telemetry.spans(), []);
  });

  it('reads a body that was parsed before', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
    const params = envelope({ name: 'echo' }, { traceparent }, '2099-01-01');
    const parsedBody = { jsonrpc: '2.0', id: 9, method: 'tools/call', params };
    await fetchDirectly(createHandler(commonJs, strict), {
      body: '',
      options: { parsedBody },
    });
    await settled();
    const span = instrumented.telemetry
      .spans()
      .find(({ kind }) => kind === 'SERVER');
    assert.equal(span?.name, 'tools/call echo');
    assert.equal(span.traceId, traceId);
    assert.equal(span.attributes['jsonrpc.request.id'], '9');
    assert.equal(span.links.length, 1);
  });

  it('finds out what a handler refuses, of which only that is known', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const _meta = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
    const body = { ...initialize, params: { ...initialize.params, _meta } };
    const refusing = createHandler(esm, strict);
    instrumented.instrumentation.instrument(refusing);
    await fetchDirectly(refusing, { body });
    await settled();
    const span = instrumented.telemetry
      .spans()
      .find(({ kind }) => kind === 'SERVER');
    assert.deepEqual([span?.name, span?.traceId], ['initialize', traceId]);
  });

  it('no longer reads what a handler turns out to hand on', async () => {
    const serving = createHandler(esm, {});
    instrumented.instrumentation.instrument(serving);
    const copies: number[] = [];
    for (const call of [1, 2]) {
      const request = requestOf({ body: initialize });
      const clone = request.clone.bind(request);
      Reflect.set(request, 'clone', () => {
        copies.push(call);
        return clone();
      });
      const { status } = await serving.fetch(request);
      assert.equal(status, 200);
    }
    // The SDK makes a copy of its own.
    const [first, second] = [1, 2].map(
      call => copies.filter(copy => copy === call).length
    );
    assert.equal((first ?? 0) - (second ?? 0), 1);
  });

  it('continues the trace of the headers where there is no HTTP span', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const handler = createHandler(commonJs, strict);
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
    const headers = { 'content-type': 'application/json', traceparent };
    const url = 'http://127.0.0.1/mcp';
    await handler.fetch(
      new Request(url, { method: 'POST', headers, body: '{' })
    );
    await settled();
    const [span] = instrumented.telemetry.spans();
    assert.equal(span?.traceId, traceId);
  });

  it('reports a server that cannot be made', async () => {
    const handler = commonJs.createMcpHandler(() => {
      throw new Error('no server today');
    });
    const { status } = await fetchDirectly(handler, echo);
    await settled();
    assert.equal(status, 500);
    assertSpanTree(instrumented.telemetry.spans(), {
      name: 'http',
      children: [
        {
          name: 'tools/call echo',
          kind: 'SERVER',
          status: { code: 'ERROR', message: 'Internal server error' },
          attributes: {
            [CODE]: '-32603',
            'error.type': '-32603',
            'mcp.protocol.version': REVISION,
          },
        },
      ],
    });
  });

  it('measures what it refuses, and names nothing that a stranger has made up', async () => {
    const post = modernPost('tools/call', { name: 'mine' }, {}, '2099-01-01');
    await fetchDirectly(createHandler(commonJs, {}), post);
    await settled();
    const metrics = await instrumented.telemetry.metrics();
    assert.deepEqual(
      checkMcpConventions(instrumented.telemetry.spans(), metrics),
      []
    );
    const durations = metrics.find(
      ({ name }) => name === 'mcp.server.operation.duration'
    );
    assert.equal(durations?.points.length, 1);
    assert.equal(durations.points[0]?.attributes['gen_ai.tool.name'], '_OTHER');
  });

  it('starts the span when the request arrives', async () => {
    let arrived = 0;
    const handler = commonJs.createMcpHandler(async () => {
      arrived = Date.now();
      await settled();
      throw new Error('no server today');
    });
    await fetchDirectly(handler, echo);
    await settled();
    const span = instrumented.telemetry
      .spans()
      .find(({ kind }) => kind === 'SERVER');
    assert.ok(span !== undefined && span.startTime <= arrived);
  });
});
