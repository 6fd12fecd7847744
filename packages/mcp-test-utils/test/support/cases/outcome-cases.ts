/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  clientOperation,
  failed,
  serverOperation,
  stdioSpan,
  toolCall,
  toolServed,
} from '../mcp-records.ts';
import type { Case } from './case.ts';

const CODE = 'rpc.response.status_code';
const ERROR = { code: 'ERROR' } as const;

export const outcomeCases: Case[] = [
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
