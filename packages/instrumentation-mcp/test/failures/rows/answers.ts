/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { read, tool, type Row } from './row.ts';

// the last with zod 3, and the last to answer with an error here
const ZOD_3 = ['1.8.0', '1.20.2'];

/** The server answers: with a result, or with an error that it has a code for. */
export const ANSWERS: readonly Row[] = [
  {
    failure: 'none',
    send: tool('echo'),
    client: [{ status: 'UNSET' }],
    server: [{ status: 'UNSET' }],
  },
  {
    failure: 'a tool answers with isError',
    send: tool('refuse'),
    client: [{ status: 'ERROR', errorType: 'tool_error' }],
    server: [{ status: 'ERROR', errorType: 'tool_error' }],
  },
  {
    failure: 'a tool throws',
    send: tool('throw'),
    client: [{ status: 'ERROR', errorType: 'tool_error' }],
    server: [{ status: 'ERROR', errorType: 'tool_error' }],
  },
  {
    failure: 'no such tool',
    send: tool('nope'),
    client: [
      {
        status: 'ERROR',
        errorType: '-32602',
        code: '-32602',
        description: 'Tool nope not found',
      },
    ],
    server: [{ status: 'UNSET', code: '-32602' }],
    except: [
      {
        in: { versions: ZOD_3 },
        client: [
          {
            status: 'ERROR',
            errorType: '-32602',
            code: '-32602',
            description: 'MCP error -32602: Tool nope not found',
          },
        ],
      },
      {
        in: { line: 'v1' },
        client: [{ status: 'ERROR', errorType: 'tool_error' }],
        server: [{ status: 'ERROR', errorType: 'tool_error' }],
      },
    ],
  },
  {
    failure: 'invalid arguments of a tool',
    send: tool('number', { n: 'x' }),
    client: [{ status: 'ERROR', errorType: 'tool_error' }],
    server: [{ status: 'ERROR', errorType: 'tool_error' }],
    except: [
      {
        in: { versions: ZOD_3 },
        client: [
          {
            status: 'ERROR',
            errorType: '-32602',
            code: '-32602',
            description: /^MCP error -32602: Invalid arguments for tool number/,
          },
        ],
        server: [{ status: 'UNSET', code: '-32602' }],
      },
    ],
  },
  {
    failure: 'no such method',
    send: { method: 'prompts/list' },
    client: [
      {
        status: 'ERROR',
        errorType: '-32601',
        code: '-32601',
        description: 'Method not found',
      },
    ],
    server: [{ status: 'UNSET', code: '-32601' }],
  },
  {
    failure: 'a result that the client does not accept',
    send: read('misshapen:'),
    client: [{ status: 'ERROR', errorType: 'INVALID_RESULT' }],
    server: [{ status: 'UNSET' }],
    except: [
      {
        in: { versions: ZOD_3 },
        client: [{ status: 'ERROR', errorType: 'ZodError' }],
      },
      {
        // zod 4 has named it so
        in: { line: 'v1' },
        client: [{ status: 'ERROR', errorType: '$ZodError' }],
      },
    ],
  },
  {
    failure: 'a handler throws',
    send: read('throw:the reason'),
    client: [
      {
        status: 'ERROR',
        errorType: '-32603',
        code: '-32603',
        description: 'the reason',
      },
    ],
    server: [
      {
        status: 'ERROR',
        errorType: '-32603',
        code: '-32603',
        description: 'the reason',
      },
    ],
  },
];
