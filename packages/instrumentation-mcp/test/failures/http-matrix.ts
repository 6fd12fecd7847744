/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Ending } from './matrix.ts';

/** What stands in the server's place for one POST. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string;
}

export interface HttpRow {
  readonly failure: string;
  /** No answer at all: the server cuts the connection. */
  readonly answer: HttpAnswer | 'cut';
  /** Whether no failure ever reaches the caller. */
  readonly timesOut?: boolean;
  /** Whether the client has an `authProvider`, which finds no way to a token. */
  readonly authorizes?: boolean;
  readonly client: Ending;
  /** With SDK v2, whose errors have codes. */
  readonly v2?: Ending;
}

const JSON_TYPE = 'application/json';
const JSON_RPC_ERROR = JSON.stringify({
  jsonrpc: '2.0',
  id: null,
  error: { code: -32600, message: 'the reason' },
});

/** What a client records of answers by HTTP that no MCP server's handler gave. */
export const HTTP_MATRIX: readonly HttpRow[] = [
  {
    failure: '400 without a body',
    answer: { status: 400 },
    client: { status: 'ERROR', errorType: '400' },
  },
  {
    failure: '403 with a page',
    answer: { status: 403, contentType: 'text/html', body: '<h1>No</h1>' },
    client: { status: 'ERROR', errorType: '403' },
  },
  {
    failure: '404 with JSON that is no JSON-RPC',
    answer: { status: 404, contentType: JSON_TYPE, body: '{"error":"gone"}' },
    client: { status: 'ERROR', errorType: '404' },
  },
  {
    failure: '429 without a body',
    answer: { status: 429 },
    client: { status: 'ERROR', errorType: '429' },
  },
  {
    failure: '500 with text',
    answer: { status: 500, contentType: 'text/plain', body: 'a secret' },
    client: { status: 'ERROR', errorType: '500' },
  },
  {
    failure: '503 without a body',
    answer: { status: 503 },
    client: { status: 'ERROR', errorType: '503' },
  },
  {
    failure: '400 with a JSON-RPC error',
    answer: { status: 400, contentType: JSON_TYPE, body: JSON_RPC_ERROR },
    client: {
      status: 'ERROR',
      errorType: '-32600',
      code: '-32600',
      description: 'the reason',
    },
  },
  {
    failure: '500 with a JSON-RPC error',
    answer: { status: 500, contentType: JSON_TYPE, body: JSON_RPC_ERROR },
    client: {
      status: 'ERROR',
      errorType: '-32600',
      code: '-32600',
      description: 'the reason',
    },
  },
  {
    failure: '401 without a way to authorize',
    answer: { status: 401 },
    client: { status: 'ERROR', errorType: '401' },
  },
  {
    failure: '401 with a way to authorize that leads nowhere',
    answer: { status: 401 },
    authorizes: true,
    client: { status: 'ERROR', errorType: '401' },
  },
  {
    failure: '200 with a page',
    answer: { status: 200, contentType: 'text/html', body: '<h1>Yes</h1>' },
    client: { status: 'ERROR', errorType: 'StreamableHTTPError' },
    v2: { status: 'ERROR', errorType: 'CLIENT_HTTP_UNEXPECTED_CONTENT' },
  },
  {
    failure: '200 with a stream that ends without an answer',
    answer: {
      status: 200,
      contentType: 'text/event-stream',
      body: ': none\n\n',
    },
    timesOut: true,
    client: { status: 'ERROR', errorType: 'timeout' },
  },
  {
    failure: 'the connection is cut',
    answer: 'cut',
    client: { status: 'ERROR', errorType: 'UND_ERR_SOCKET' },
  },
];
