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
  type Attributes,
} from '../mcp-records.ts';
import type { Case } from './case.ts';
import { unwanted } from './labels.ts';

const ERROR = { code: 'ERROR' } as const;

export const contentCases: Case[] = [
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
