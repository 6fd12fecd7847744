/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Cell } from './support/link.ts';
import type { Disturbance, Sending } from './support/provoke.ts';

/** How a span ends, and the metric point that belongs to it. */
export interface Ending {
  readonly status: 'UNSET' | 'ERROR';
  /** `error.type`; absent where there is none. */
  readonly errorType?: string;
  /** `rpc.response.status_code`; absent where there is none. */
  readonly code?: string;
  /** Of the status. A pattern where a library worded the rest. */
  readonly description?: string | RegExp;
}

/** Where the spans of a row differ from what the row says. */
export interface Exception extends Partial<Outcome> {
  readonly in: {
    readonly versions?: readonly string[];
    readonly line?: Cell['sdk']['line'];
    readonly transport?: Cell['transport'];
    readonly era?: Cell['era'];
  };
}

/** Of the spans of the request's method; those of one side in any order. */
interface Outcome {
  readonly client: readonly Ending[];
  readonly server: readonly Ending[];
}

export interface Row extends Outcome {
  readonly failure: string;
  readonly send: Sending;
  readonly disturbance?: Disturbance;
  /** Only over this transport. */
  readonly only?: Cell['transport'];
  readonly except?: readonly Exception[];
}

const ZOD_3 = ['1.8.0', '1.20.0'];

/** What is to be recorded of each way in which a request can end. */
export const MATRIX: readonly Row[] = [
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
  {
    failure: 'no answer in time',
    send: read('hang:'),
    disturbance: 'time-out',
    client: [{ status: 'ERROR', errorType: 'timeout' }],
    server: [{ status: 'UNSET' }],
  },
  {
    failure: 'the caller aborts',
    send: read('hang:'),
    disturbance: 'abort',
    client: [{ status: 'ERROR', errorType: 'cancelled' }],
    server: [{ status: 'UNSET' }],
  },
  {
    failure: 'the caller has aborted already',
    send: read('hang:'),
    disturbance: 'abort before sending',
    client: [{ status: 'ERROR', errorType: 'cancelled' }],
    server: [],
  },
  {
    failure: 'the client closes the connection',
    send: read('hang:'),
    disturbance: 'client closes',
    client: [{ status: 'ERROR', errorType: 'connection_closed' }],
    server: [{ status: 'ERROR', errorType: 'connection_closed' }],
    except: [
      {
        // there the request's own connection is gone: it was taken back
        in: { transport: 'http', era: 'modern' },
        server: [{ status: 'UNSET' }],
      },
    ],
  },
  {
    failure: 'the server closes the connection',
    send: read('hang:'),
    disturbance: 'server closes',
    client: [{ status: 'ERROR', errorType: 'connection_closed' }],
    server: [{ status: 'ERROR', errorType: 'connection_closed' }],
    except: [
      {
        // it answers with this status, and with no body
        in: { transport: 'http', era: 'modern' },
        client: [{ status: 'ERROR', errorType: '499' }],
        server: [{ status: 'UNSET' }],
      },
    ],
  },
  {
    failure: 'sending fails',
    send: read('any:'),
    disturbance: 'sending fails',
    only: 'pipe',
    client: [{ status: 'ERROR', errorType: 'EPIPE' }],
    server: [],
  },
  {
    failure: 'two requests with the same id',
    send: read('hang:'),
    disturbance: 'same id again',
    only: 'pipe',
    client: [],
    server: [
      { status: 'ERROR', errorType: 'duplicate_id' },
      { status: 'ERROR', errorType: 'connection_closed' },
    ],
  },
  {
    failure: 'the server is gone',
    send: read('any:'),
    disturbance: 'server is gone',
    only: 'http',
    client: [{ status: 'ERROR', errorType: 'ECONNREFUSED' }],
    server: [],
  },
];

function tool(name: string, args: Record<string, unknown> = {}): Sending {
  return { method: 'tools/call', params: { name, arguments: args } };
}

function read(uri: string): Sending {
  return { method: 'resources/read', params: { uri } };
}
