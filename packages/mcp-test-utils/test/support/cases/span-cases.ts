/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { stdioSpan, toolCall } from '../mcp-records.ts';
import type { Case } from './case.ts';

export const spanCases: Case[] = [
  ['span.kind', toolCall({}, { kind: 'INTERNAL' }), 'the kind is INTERNAL'],
  ['span.kind', toolCall({}, { kind: 'PRODUCER' }), 'the kind is PRODUCER'],
  [
    'span.name',
    toolCall({}, { name: 'execute_tool add' }),
    'the name is not "tools/call add"',
  ],
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
