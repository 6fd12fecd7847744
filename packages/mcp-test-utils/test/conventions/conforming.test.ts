/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import {
  assertMcpConventions,
  checkMcpConventions,
} from '../../src/conventions/check.ts';
import type { MetricRecord } from '../../src/records/metric-record.ts';
import type { SpanRecord } from '../../src/records/span-record.ts';
import {
  clientOperation,
  clientSession,
  failed,
  histogram,
  serverOperation,
  stdioSpan,
  toolCall,
  toolServed,
} from '../support/mcp-records.ts';
import { spanOf } from '../support/records.ts';

const CODE = 'rpc.response.status_code';
const ERROR = { code: 'ERROR', message: 'what the peer said' } as const;
const LONG = 'a-very-long-name-of-a-tool-'.repeat(5);
const UPDATED = 'notifications/resources/updated';
const PROMPT = { 'gen_ai.prompt.name': 'greet' };
const FILE = { 'mcp.resource.uri': 'file:///a' };

const spans: [string, SpanRecord][] = [
  ['a tool call over HTTP', toolCall()],
  ['its server', toolServed()],
  [
    'a span of a framework that the tool call was merged into',
    toolCall({}, { name: 'execute_tool add', kind: 'INTERNAL' }),
  ],
  [
    'a server behind the revision without sessions',
    toolServed({
      'mcp.protocol.version': '2026-07-28',
      'mcp.session.id': undefined,
    }),
  ],
  ['initialize over stdio', stdioSpan('initialize')],
  [
    'a client that serves a request',
    stdioSpan('sampling/createMessage', {}, { kind: 'SERVER' }),
  ],
  ['a notification', stdioSpan('notifications/progress')],
  ['a custom request', stdioSpan('acme/do')],
  [
    'a custom notification',
    stdioSpan('acme/did', { 'jsonrpc.request.id': undefined }),
  ],
  ['a custom transport', stdioSpan('ping', { 'network.transport': undefined })],
  [
    'HTTP/3',
    toolCall({ 'network.transport': 'quic', 'network.protocol.version': '3' }),
  ],
  [
    'WebSocket',
    toolCall({
      'network.protocol.name': 'websocket',
      'network.protocol.version': undefined,
      'mcp.session.id': undefined,
    }),
  ],
  ['a prompt', stdioSpan('prompts/get', PROMPT, { name: 'prompts/get greet' })],
  [
    'a completion of a prompt',
    stdioSpan('completion/complete', PROMPT, {
      name: 'completion/complete greet',
    }),
  ],
  ['a completion of a resource', stdioSpan('completion/complete')],
  ['a resource', stdioSpan('resources/read', FILE)],
  ['an updated resource', stdioSpan(UPDATED, FILE)],
  [
    'another version of JSON-RPC',
    stdioSpan('ping', { 'jsonrpc.protocol.version': '3.0' }),
  ],
  [
    'a long name that was cut',
    toolCall(
      { 'gen_ai.tool.name': LONG },
      { name: `tools/call ${LONG.slice(0, 80)}…` }
    ),
  ],
  ['a tool error', toolCall(...failed('tool_error'))],
  ['a tool error on the server', toolServed(...failed('tool_error'))],
  ['a timeout', toolCall(...failed('timeout'))],
  [
    'a request that was never sent',
    toolCall(
      { ...failed('Error')[0], 'jsonrpc.request.id': undefined },
      { status: { code: 'ERROR' } }
    ),
  ],
  ['an HTTP status as the error', toolCall(...failed('403'))],
  ['a cancelled call', toolCall(...failed('cancelled'))],
  [
    'an error response',
    toolCall({ 'error.type': '-32603', [CODE]: '-32603' }, { status: ERROR }),
  ],
  [
    'an error response of the application',
    toolCall({ 'error.type': '1001', [CODE]: '1001' }, { status: ERROR }),
  ],
  [
    'an error code that a stranger made up',
    toolCall({ 'error.type': '_OTHER', [CODE]: '_OTHER' }, { status: ERROR }),
  ],
  [
    'an error of the server',
    toolServed({ 'error.type': '-32603', [CODE]: '-32603' }, { status: ERROR }),
  ],
  [
    "a caller's fault as the client sees it",
    toolCall({ 'error.type': '-32602', [CODE]: '-32602' }, { status: ERROR }),
  ],
  ...[
    '-32700',
    '-32600',
    '-32601',
    '-32602',
    '-32002',
    '-32020',
    '-32021',
    '-32022',
  ].map((code): [string, SpanRecord] => [
    `a server that answers ${code}`,
    toolServed({ [CODE]: code }),
  ]),
  [
    'a server that takes -32022 for an error',
    toolServed({ 'error.type': '-32022', [CODE]: '-32022' }, { status: ERROR }),
  ],
  [
    'a call without the name of a tool',
    toolServed(
      { [CODE]: '-32602', 'gen_ai.tool.name': undefined },
      { name: 'tools/call' }
    ),
  ],
];

const metrics: [string, MetricRecord][] = [
  ['a client operation', clientOperation()],
  ['a server operation', serverOperation()],
  ['a failed operation', clientOperation({ 'error.type': 'timeout' })],
  [
    'an error response',
    serverOperation({ 'error.type': '-32603', [CODE]: '-32603' }),
  ],
  ["a caller's fault", serverOperation({ [CODE]: '-32601' })],
  ['a client session', clientSession()],
  ['a failed session', clientSession({ 'error.type': 'connection_closed' })],
  [
    'a server session over stdio',
    histogram('mcp.server.session.duration', {
      'mcp.protocol.version': '2025-11-25',
    }),
  ],
  [
    "somebody else's metric",
    histogram('http.server.request.duration', { x: 1 }, { unit: 'ms' }),
  ],
];

describe('checkMcpConventions accepts', () => {
  for (const [what, span] of spans) {
    it(what, () => {
      assert.deepEqual(checkMcpConventions([span]), []);
    });
  }

  for (const [what, metric] of metrics) {
    it(`${what} as a metric`, () => {
      assert.deepEqual(checkMcpConventions([], [metric]), []);
    });
  }

  it('spans that have nothing to do with MCP', () => {
    const other = spanOf({ name: 'GET', status: { code: 'OK' } });
    assert.deepEqual(checkMcpConventions([other]), []);
  });

  it('spans and metrics that agree on how operations ended', () => {
    const [attributes, fields] = failed('timeout');
    assert.deepEqual(
      checkMcpConventions(
        [toolCall(), toolCall(attributes, fields), toolServed()],
        [clientOperation(), clientOperation(attributes), serverOperation()]
      ),
      []
    );
  });

  it('metrics that do not name tools and methods of strangers', () => {
    const [attributes, fields] = failed('timeout');
    const named = clientOperation();
    const tool = { ...attributes, 'gen_ai.tool.name': '_OTHER' };
    const custom = { 'mcp.method.name': '_OTHER', ...attributes };
    assert.deepEqual(
      checkMcpConventions(
        [
          toolCall(),
          toolCall(attributes, fields),
          stdioSpan('acme/do'),
          stdioSpan('acme/do', attributes, fields),
        ],
        [
          named,
          clientOperation(tool),
          histogram('mcp.client.operation.duration', {
            'mcp.method.name': 'acme/do',
          }),
          histogram('mcp.client.operation.duration', custom),
        ]
      ),
      []
    );
  });

  it('metrics of operations that have no spans, and the reverse', () => {
    const [attributes, fields] = failed('timeout');
    const pings = clientOperation({
      ...attributes,
      'mcp.method.name': 'ping',
      'gen_ai.tool.name': undefined,
      'gen_ai.operation.name': undefined,
    });
    assert.deepEqual(
      checkMcpConventions([toolCall(attributes, fields)], [pings]),
      []
    );
  });

  it('what is allowed beyond the conventions', () => {
    const allow = ['acme.tenant', /^acme\.x\./, 'mcp.acme.count'];
    const span = toolCall({ 'acme.tenant': 't', 'acme.x.y': 1 });
    const metric = histogram('mcp.acme.count', {}, { unit: '1' });
    assert.deepEqual(checkMcpConventions([span], [metric], { allow }), []);
    assert.equal(checkMcpConventions([span], [metric]).length, 3);
  });

  it('opt-in attributes with opt-in', () => {
    const content = {
      'gen_ai.tool.call.arguments': { a: 1 },
      'gen_ai.tool.call.result': '{"content":[]}',
    };
    const variable = { ...PROMPT, 'gen_ai.prompt.variable.tone': 'kind' };
    const uri = {
      'mcp.method.name': 'resources/read',
      'gen_ai.tool.name': undefined,
      'gen_ai.operation.name': undefined,
      ...FILE,
    };
    assert.deepEqual(
      checkMcpConventions(
        [
          toolCall(content),
          toolServed(content),
          stdioSpan('prompts/get', variable, { name: 'prompts/get greet' }),
        ],
        [clientOperation(uri)],
        { optIn: true }
      ),
      []
    );
  });
});

describe('assertMcpConventions', () => {
  it('returns when there is nothing to complain about', () => {
    assertMcpConventions([toolCall()], [clientOperation()]);
  });

  it('throws with all violations', () => {
    const span = toolCall({ secret: 'x' }, { status: { code: 'OK' } });
    const metric = histogram('mcp.client.duration', {});
    assert.throws(
      () => {
        assertMcpConventions([span], [metric]);
      },
      {
        name: 'AssertionError',
        message: [
          'Not by the MCP conventions:',
          '  tools/call add CLIENT: the status is OK [span.status]',
          '  tools/call add CLIENT: secret is not in the conventions [attribute.unknown]',
          '  mcp.client.duration: mcp.client.duration is not in the conventions [metric.unknown]',
        ].join('\n'),
      }
    );
  });
});
