/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { read, type Row } from './row.ts';

/** A handler throws an error with a JSON-RPC code of its own. */
export const ERROR_CODES: readonly Row[] = [
  {
    failure: 'a handler throws -32700',
    send: read('error:-32700:the reason'),
    client: [
      {
        status: 'ERROR',
        errorType: '-32700',
        code: '-32700',
        description: 'the reason',
      },
    ],
    server: [{ status: 'UNSET', code: '-32700' }],
  },
  {
    failure: 'a handler throws -32600',
    send: read('error:-32600:the reason'),
    client: [
      {
        status: 'ERROR',
        errorType: '-32600',
        code: '-32600',
        description: 'the reason',
      },
    ],
    server: [{ status: 'UNSET', code: '-32600' }],
  },
  {
    failure: 'a handler throws -32601',
    send: read('error:-32601:the reason'),
    client: [
      {
        status: 'ERROR',
        errorType: '-32601',
        code: '-32601',
        description: 'the reason',
      },
    ],
    server: [{ status: 'UNSET', code: '-32601' }],
  },
  {
    failure: 'a handler throws -32602',
    send: read('error:-32602:the reason'),
    client: [
      {
        status: 'ERROR',
        errorType: '-32602',
        code: '-32602',
        description: 'the reason',
      },
    ],
    server: [{ status: 'UNSET', code: '-32602' }],
  },
  {
    failure: 'a handler throws -32020',
    send: read('error:-32020:the reason'),
    client: [
      {
        status: 'ERROR',
        errorType: '-32020',
        code: '-32020',
        description: 'the reason',
      },
    ],
    server: [{ status: 'UNSET', code: '-32020' }],
  },
  {
    failure: 'a handler throws -32021',
    send: read('error:-32021:the reason'),
    client: [
      {
        status: 'ERROR',
        errorType: '-32021',
        code: '-32021',
        description: 'the reason',
      },
    ],
    server: [{ status: 'UNSET', code: '-32021' }],
  },
  {
    failure: 'a handler throws -32022',
    send: read('error:-32022:the reason'),
    client: [
      {
        status: 'ERROR',
        errorType: '-32022',
        code: '-32022',
        description: 'the reason',
      },
    ],
    server: [{ status: 'UNSET', code: '-32022' }],
  },
  {
    failure: 'a handler throws -32002',
    send: read('error:-32002:the reason'),
    client: [
      {
        status: 'ERROR',
        errorType: '-32002',
        code: '-32002',
        description: 'the reason',
      },
    ],
    server: [{ status: 'UNSET', code: '-32002' }],
    except: [
      {
        // v2 says that a resource is not found with -32602, as MCP 2026-07-28 does
        in: { line: 'v2' },
        client: [
          {
            status: 'ERROR',
            errorType: '-32602',
            code: '-32602',
            description: 'the reason',
          },
        ],
        server: [{ status: 'UNSET', code: '-32602' }],
      },
    ],
  },
  {
    failure: 'a handler throws -32603',
    send: read('error:-32603:the reason'),
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
  {
    failure: 'a handler throws -32000',
    send: read('error:-32000:the reason'),
    client: [
      {
        status: 'ERROR',
        errorType: '-32000',
        code: '-32000',
        description: 'the reason',
      },
    ],
    server: [
      {
        status: 'ERROR',
        errorType: '-32000',
        code: '-32000',
        description: 'the reason',
      },
    ],
  },
  {
    failure: 'a handler throws -32001',
    send: read('error:-32001:the reason'),
    client: [
      {
        status: 'ERROR',
        errorType: '-32001',
        code: '-32001',
        description: 'the reason',
      },
    ],
    server: [
      {
        status: 'ERROR',
        errorType: '-32001',
        code: '-32001',
        description: 'the reason',
      },
    ],
  },
  {
    failure: 'a handler throws -32042',
    send: read('error:-32042:the reason'),
    client: [
      {
        status: 'ERROR',
        errorType: '-32042',
        code: '-32042',
        description: 'the reason',
      },
    ],
    server: [
      {
        status: 'ERROR',
        errorType: '-32042',
        code: '-32042',
        description: 'the reason',
      },
    ],
  },
  {
    failure: 'a handler throws 4711',
    send: read('error:4711:the reason'),
    client: [
      {
        status: 'ERROR',
        errorType: '4711',
        code: '4711',
        description: 'the reason',
      },
    ],
    server: [
      {
        status: 'ERROR',
        errorType: '4711',
        code: '4711',
        description: 'the reason',
      },
    ],
  },
];
