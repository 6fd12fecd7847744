/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { ATTRIBUTE_RULES } from '../../src/conventions/attribute-rules.ts';
import { checkMcpConventions } from '../../src/conventions/check.ts';
import { CORRELATION_RULE } from '../../src/conventions/correlation.ts';
import { METRIC_RULES } from '../../src/conventions/metric-rules.ts';
import { OUTCOME_RULES } from '../../src/conventions/outcome-rules.ts';
import { SPAN_RULES } from '../../src/conventions/span-rules.ts';
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
  type Attributes,
} from '../support/mcp-records.ts';
import { spanOf } from '../support/records.ts';

const CODE = 'rpc.response.status_code';
const ERROR = { code: 'ERROR' } as const;

type Case = [rule: string, records: SpanRecord | MetricRecord, says: string];

const spanCases: Case[] = [
  ['span.kind', toolCall({}, { kind: 'INTERNAL' }), 'the kind is INTERNAL'],
  ['span.kind', toolCall({}, { kind: 'PRODUCER' }), 'the kind is PRODUCER'],
  [
    'span.name',
    toolCall({}, { name: 'tools/call' }),
    'the name is not "tools/call add"',
  ],
  [
    'span.name',
    toolCall({}, { name: 'tools/call add?' }),
    'the name is not "tools/call add"',
  ],
  [
    'span.name',
    stdioSpan('ping', {}, { name: 'MCP send ping' }),
    'the name is not "ping"',
  ],
  [
    'span.name',
    stdioSpan(
      'resources/read',
      { 'mcp.resource.uri': 'a:b' },
      { name: 'resources/read a:b' }
    ),
    'the name is not "resources/read"',
  ],
  [
    'span.name',
    stdioSpan('prompts/get', { 'gen_ai.prompt.name': 'p' }),
    'the name is not "prompts/get p"',
  ],
  ['span.status', toolCall({}, { status: { code: 'OK' } }), 'the status is OK'],
  [
    'span.status-message',
    toolCall({}, { status: { code: 'UNSET', message: 'x' } }),
    'a status UNSET has a message',
  ],
  [
    'span.status-message',
    toolCall(
      { 'error.type': 'tool_error' },
      { status: { code: 'ERROR', message: 'x' } }
    ),
    'the status of a tool_error has a message',
  ],
  [
    'span.exception-event',
    toolCall({}, { events: [{ name: 'exception', time: 1, attributes: {} }] }),
    'there is an exception event',
  ],
];

const outcomeCases: Case[] = [
  [
    'outcome.error-code',
    toolCall({ [CODE]: '-32602' }),
    'error.type is missing beside rpc.response.status_code -32602',
  ],
  [
    'outcome.error-code',
    toolCall({ ...failed('timeout')[0], [CODE]: '-32001' }, { status: ERROR }),
    'error.type is timeout beside rpc.response.status_code -32001',
  ],
  [
    'outcome.error-code',
    toolCall(
      { ...failed('tool_error')[0], [CODE]: '-32603' },
      { status: ERROR }
    ),
    'error.type is tool_error beside rpc.response.status_code -32603',
  ],
  [
    'outcome.error-code',
    toolServed({ [CODE]: '-32603' }),
    'error.type is missing beside rpc.response.status_code -32603',
  ],
  [
    'outcome.error-code',
    toolServed({ ...failed('Error')[0], [CODE]: '-32603' }, { status: ERROR }),
    'error.type is Error beside rpc.response.status_code -32603',
  ],
  ...['-32700', '-32600', '-32601', '-32602', '-32002'].map((code): Case => [
    'outcome.caller-fault',
    toolServed({ 'error.type': code, [CODE]: code }, { status: ERROR }),
    `${code} is the caller's fault, and error.type is ${code}`,
  ]),
  [
    'outcome.caller-fault',
    serverOperation({ 'error.type': '-32601', [CODE]: '-32601' }),
    "-32601 is the caller's fault, and error.type is -32601",
  ],
  [
    'outcome.error-code',
    clientOperation({ [CODE]: '-32601' }),
    'error.type is missing beside rpc.response.status_code -32601',
  ],
  [
    'outcome.tool-error',
    stdioSpan('tools/list', ...failed('tool_error')),
    'error.type of tools/list is tool_error',
  ],
  [
    'outcome.cancelled',
    toolServed(...failed('cancelled')),
    'error.type is cancelled',
  ],
];

function unwanted(key: string, label: string): string {
  return `${key} must be absent (${label})`;
}

const FAILURE = 'if, and only if, it failed';
const RESOURCES =
  '`resources/read`, `resources/subscribe`, `resources/unsubscribe`, `notifications/resources/updated`';
const PROMPTS = '`prompts/get`, `completion/complete` of a prompt';
const SESSIONS = 'if an `Mcp-Session-Id` was assigned';
const NETWORK = 'over HTTP and WebSocket';

const attributeCases: Case[] = [
  [
    'mcp.method.name',
    toolCall(
      { 'mcp.method.name': undefined },
      { scope: { name: 'opentelemetry-instrumentation-mcp', version: '' } }
    ),
    'mcp.method.name is missing (required)',
  ],
  [
    'mcp.method.name',
    clientOperation({
      'mcp.method.name': undefined,
      'gen_ai.tool.name': undefined,
      'gen_ai.operation.name': undefined,
    }),
    'mcp.method.name is missing (required)',
  ],
  [
    'mcp.method.name',
    clientSession({ 'mcp.method.name': 'initialize' }),
    unwanted('mcp.method.name', 'never'),
  ],
  [
    'mcp.method.name',
    stdioSpan('', { 'mcp.method.name': '', 'jsonrpc.request.id': undefined }),
    'mcp.method.name has the value ""',
  ],
  [
    'error.type',
    toolCall({}, { status: ERROR }),
    `error.type is missing (${FAILURE})`,
  ],
  [
    'error.type',
    toolCall({ 'error.type': 'timeout' }),
    unwanted('error.type', FAILURE),
  ],
  [
    'gen_ai.tool.name',
    toolCall({ 'gen_ai.tool.name': undefined }, { name: 'tools/call' }),
    'gen_ai.tool.name is missing (`tools/call`)',
  ],
  [
    'gen_ai.tool.name',
    stdioSpan('ping', { 'gen_ai.tool.name': 'a' }, { name: 'ping a' }),
    unwanted('gen_ai.tool.name', '`tools/call`'),
  ],
  [
    'gen_ai.tool.name',
    serverOperation({ 'gen_ai.tool.name': undefined }),
    'gen_ai.tool.name is missing (`tools/call`)',
  ],
  [
    'gen_ai.operation.name',
    toolServed({ 'gen_ai.operation.name': undefined }),
    'gen_ai.operation.name is missing (`tools/call`)',
  ],
  [
    'gen_ai.operation.name',
    toolCall({ 'gen_ai.operation.name': 'chat' }),
    'gen_ai.operation.name has the value "chat"',
  ],
  [
    'gen_ai.operation.name',
    stdioSpan('ping', { 'gen_ai.operation.name': 'execute_tool' }),
    unwanted('gen_ai.operation.name', '`tools/call`'),
  ],
  [
    'gen_ai.prompt.name',
    stdioSpan('prompts/get'),
    `gen_ai.prompt.name is missing (${PROMPTS})`,
  ],
  [
    'gen_ai.prompt.name',
    stdioSpan('ping', { 'gen_ai.prompt.name': 'p' }, { name: 'ping p' }),
    unwanted('gen_ai.prompt.name', PROMPTS),
  ],
  [
    'jsonrpc.request.id',
    toolCall({ 'jsonrpc.request.id': undefined }),
    'jsonrpc.request.id is missing (requests)',
  ],
  [
    'jsonrpc.request.id',
    stdioSpan('notifications/progress', { 'jsonrpc.request.id': '1' }),
    unwanted('jsonrpc.request.id', 'requests'),
  ],
  [
    'jsonrpc.request.id',
    toolCall({ 'jsonrpc.request.id': 1 }),
    'jsonrpc.request.id is of type number, not string',
  ],
  [
    'jsonrpc.request.id',
    clientOperation({ 'jsonrpc.request.id': '1' }),
    unwanted('jsonrpc.request.id', 'never'),
  ],
  [
    'jsonrpc.protocol.version',
    toolCall({ 'jsonrpc.protocol.version': '2.0' }),
    unwanted('jsonrpc.protocol.version', 'if it is not `2.0`'),
  ],
  [
    'mcp.resource.uri',
    stdioSpan('resources/read'),
    `mcp.resource.uri is missing (${RESOURCES})`,
  ],
  [
    'mcp.resource.uri',
    stdioSpan('resources/list', { 'mcp.resource.uri': 'a:b' }),
    unwanted('mcp.resource.uri', RESOURCES),
  ],
  [
    'mcp.resource.uri',
    clientOperation({ 'mcp.resource.uri': 'a:b' }),
    unwanted('mcp.resource.uri', 'opt-in'),
  ],
  [
    'mcp.resource.uri',
    histogram('mcp.client.operation.duration', {
      'mcp.method.name': 'resources/read',
      'mcp.resource.uri': 'a:b',
    }),
    'mcp.resource.uri is there without opt-in',
  ],
  [
    'rpc.response.status_code',
    toolCall(...failed('-32603')),
    'rpc.response.status_code is missing (if an error response was seen)',
  ],
  [
    'rpc.response.status_code',
    toolServed({ [CODE]: 'Error', 'error.type': 'Error' }, { status: ERROR }),
    'rpc.response.status_code has the value "Error"',
  ],
  [
    'rpc.response.status_code',
    serverOperation({ 'error.type': '-32603' }),
    'rpc.response.status_code is missing (if an error response was seen)',
  ],
  [
    'mcp.protocol.version',
    toolCall({ 'mcp.protocol.version': 1 }),
    'mcp.protocol.version is of type number, not string',
  ],
  [
    'mcp.session.id',
    stdioSpan('ping', { 'mcp.session.id': 'x' }),
    unwanted('mcp.session.id', SESSIONS),
  ],
  [
    'mcp.session.id',
    toolCall({ 'mcp.protocol.version': '2026-07-28' }),
    unwanted('mcp.session.id', SESSIONS),
  ],
  [
    'mcp.session.id',
    toolCall({ 'network.protocol.name': 'websocket' }),
    unwanted('mcp.session.id', SESSIONS),
  ],
  [
    'mcp.session.id',
    clientOperation({ 'mcp.session.id': 'x' }),
    unwanted('mcp.session.id', 'never'),
  ],
  [
    'mcp.session.id',
    clientSession({ 'mcp.session.id': 'x' }),
    unwanted('mcp.session.id', 'never'),
  ],
  [
    'network.transport',
    stdioSpan('ping', { 'network.transport': 'stdio' }),
    'network.transport has the value "stdio"',
  ],
  [
    'network.protocol.name',
    stdioSpan('ping', { 'network.protocol.name': 'http' }),
    unwanted('network.protocol.name', NETWORK),
  ],
  [
    'network.protocol.name',
    toolCall({ 'network.protocol.name': 'HTTP' }),
    'network.protocol.name has the value "HTTP"',
  ],
  [
    'network.protocol.version',
    stdioSpan('ping', { 'network.protocol.version': '1.1' }),
    unwanted('network.protocol.version', 'beside `network.protocol.name`'),
  ],
  [
    'server.address',
    toolServed({ 'server.address': 'localhost' }),
    unwanted('server.address', 'never'),
  ],
  [
    'server.address',
    stdioSpan('ping', { 'server.address': 'x' }),
    unwanted('server.address', NETWORK),
  ],
  [
    'server.address',
    serverOperation({ 'server.address': 'x' }),
    unwanted('server.address', 'client only'),
  ],
  [
    'server.address',
    histogram('mcp.server.session.duration', { 'server.address': 'x' }),
    unwanted('server.address', 'client only'),
  ],
  [
    'server.port',
    toolServed({ 'server.port': 1 }),
    unwanted('server.port', 'never'),
  ],
  [
    'server.port',
    toolCall({ 'server.address': undefined }),
    unwanted('server.port', 'beside `server.address`'),
  ],
  [
    'server.port',
    toolCall({ 'server.port': '3000' }),
    'server.port is of type string, not int',
  ],
  [
    'server.port',
    toolCall({ 'server.port': 1.5 }),
    'server.port is of type number, not int',
  ],
  [
    'client.address',
    toolCall({ 'client.address': 'x' }),
    unwanted('client.address', 'never'),
  ],
  [
    'client.address',
    serverOperation({ 'client.address': 'x' }),
    unwanted('client.address', 'never'),
  ],
  [
    'client.port',
    toolCall({ 'client.port': 1 }),
    unwanted('client.port', 'never'),
  ],
  [
    'client.port',
    toolServed({ 'client.address': undefined }),
    unwanted('client.port', 'beside `client.address`'),
  ],
  ...(['arguments', 'result'] as const).flatMap((what): Case[] => {
    const key = `gen_ai.tool.call.${what}`;
    const content: Attributes = { [key]: '{}' };
    const label =
      what === 'arguments'
        ? 'opt-in, `tools/call`'
        : 'opt-in, `tools/call` that succeeded';
    return [
      [key, toolCall(content), `${key} is there without opt-in`],
      [key, stdioSpan('ping', content), unwanted(key, label)],
      [key, clientOperation(content), unwanted(key, 'never')],
    ];
  }),
  [
    'gen_ai.tool.call.result',
    toolCall(
      { ...failed('tool_error')[0], 'gen_ai.tool.call.result': '{}' },
      { status: ERROR }
    ),
    unwanted('gen_ai.tool.call.result', 'opt-in, `tools/call` that succeeded'),
  ],
  [
    'gen_ai.prompt.variable.<name>',
    stdioSpan(
      'prompts/get',
      { 'gen_ai.prompt.name': 'p', 'gen_ai.prompt.variable.a': 'x' },
      { name: 'prompts/get p' }
    ),
    'gen_ai.prompt.variable.a is there without opt-in',
  ],
  [
    'gen_ai.prompt.variable.<name>',
    toolCall({ 'gen_ai.prompt.variable.a': 'x' }),
    unwanted('gen_ai.prompt.variable.a', 'opt-in, `prompts/get`'),
  ],
  [
    'gen_ai.prompt.variable.<name>',
    clientOperation({ 'gen_ai.prompt.variable.a': 'x' }),
    unwanted('gen_ai.prompt.variable.a', 'never'),
  ],
  [
    'attribute.unknown',
    toolCall({ 'rpc.system': 'mcp' }),
    'rpc.system is not in the conventions',
  ],
  [
    'attribute.unknown',
    serverOperation({ 'rpc.system': 'mcp' }),
    'rpc.system is not in the conventions',
  ],
];

const metricCases: Case[] = [
  [
    'metric.unknown',
    histogram('mcp.server.duration', {}),
    'mcp.server.duration is not in the conventions',
  ],
  [
    'metric.instrument',
    { ...serverOperation(), type: 'sum', monotonic: true, points: [] },
    'the instrument is a sum',
  ],
  ['metric.unit', { ...clientSession(), unit: 'ms' }, 'the unit is "ms"'],
  [
    'metric.buckets',
    {
      ...clientOperation(),
      points: clientOperation().points.map(point => ({
        ...point,
        boundaries: [0, 5, 10],
      })),
    },
    'the bucket boundaries are 0, 5, 10',
  ],
  [
    'metric.session',
    clientSession({ 'mcp.protocol.version': '2026-07-28' }),
    'protocol revision 2026-07-28 has no sessions',
  ],
];

describe('checkMcpConventions reports', () => {
  const cases = [
    ...spanCases,
    ...outcomeCases,
    ...attributeCases,
    ...metricCases,
  ];
  for (const [rule, record, says] of cases) {
    const what = 'points' in record ? record.name : record.kind;
    it(`${rule}: ${says} (${what})`, () => {
      const violations =
        'points' in record
          ? checkMcpConventions([], [record])
          : checkMcpConventions([record]);
      const source = 'points' in record ? { metric: record } : { span: record };
      assert.deepEqual(violations, [{ rule, message: says, ...source }]);
    });
  }

  it('metric.error-type: an outcome that only the metrics have', () => {
    const metric = clientOperation({ 'error.type': 'timeout' });
    assert.deepEqual(
      checkMcpConventions([toolCall()], [clientOperation(), metric]),
      [
        {
          rule: 'metric.error-type',
          message: 'no span of client tools/call add has error.type timeout',
          metric,
        },
      ]
    );
  });

  it('metric.error-type: an outcome that only the spans have', () => {
    const span = toolServed(...failed('tool_error'));
    const service = 'weather';
    const metrics = [{ ...serverOperation(), service }];
    assert.deepEqual(
      checkMcpConventions(
        [toolServed({}, { service }), { ...span, service }],
        metrics
      ),
      [
        {
          rule: 'metric.error-type',
          message:
            'no metric point of weather server tools/call add has error.type tool_error',
          span: { ...span, service },
        },
      ]
    );
  });

  it('spans of other scopes without a method, if told to', () => {
    const span = spanOf({ name: 'x', scope: { name: 'acme', version: '' } });
    assert.deepEqual(checkMcpConventions([span]), []);
    assert.equal(
      checkMcpConventions([span], [], { scopes: ['acme'] })[0]?.rule,
      'mcp.method.name'
    );
  });

  it('every rule, in one of these cases', () => {
    const rules = [...SPAN_RULES, ...OUTCOME_RULES, ...METRIC_RULES];
    const ids = [
      ...rules.map(({ id }) => id),
      ...ATTRIBUTE_RULES.map(({ key }) => key),
      'attribute.unknown',
      'metric.unknown',
    ];
    const tested = new Set(cases.map(([rule]) => rule));
    assert.deepEqual([...tested].sort(), [...ids].sort());
    assert.equal(CORRELATION_RULE.id, 'metric.error-type');
  });
});
