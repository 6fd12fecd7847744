/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { read, type Row } from './row.ts';

/** No answer comes. */
export const DISTURBANCES: readonly Row[] = [
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
