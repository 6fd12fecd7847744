/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  clientOperation,
  clientSession,
  failed,
  histogram,
  serverOperation,
  stdioSpan,
  toolCall,
  toolServed,
} from '../mcp-records.ts';
import type { Case } from './case.ts';
import { FAILURE, PROMPTS, RESOURCES, unwanted } from './labels.ts';

const CODE = 'rpc.response.status_code';
const ERROR = { code: 'ERROR' } as const;

export const messageCases: Case[] = [
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
];
