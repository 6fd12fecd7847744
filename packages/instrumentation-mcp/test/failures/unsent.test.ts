/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { StdioServerTransport as StdioServerTransportV1 } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StdioServerTransport as StdioServerTransportV2 } from '@modelcontextprotocol/server/stdio';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { serveHttp } from '../options/support/http.ts';
import { observe, type Observed } from '../options/support/observe.ts';
import { createServer, settled } from '../support/pair.ts';
import {
  LINES_ESM,
  type McpServer,
  type Sdk,
  type Transport,
} from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';
import { postMessage } from '../../../../test-fixtures/support/post.ts';

const PARAMS = {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'by-hand', version: '1.0.0' },
};

function stdio({ line }: Sdk, stdin: PassThrough, stdout: Writable): Transport {
  const Transport =
    line === 'v1' ? StdioServerTransportV1 : StdioServerTransportV2;
  return new Transport(stdin, stdout) as unknown as Transport;
}

for (const sdk of LINES_ESM) {
  describe(`what could not be sent, ${sdk.name}`, () => {
    let observed: Observed;
    let server: McpServer;
    let stdin: PassThrough;
    let called: Promise<void>;
    beforeEach(() => {
      observed = observe(sdk);
      server = createServer(sdk);
      stdin = new PassThrough();
      called = new Promise(resolve => {
        server.registerTool('big', {}, () => {
          resolve();
          return { content: [], _meta: { big: 1n } };
        });
        server.registerTool('small', {}, () => {
          resolve();
          return { content: [] };
        });
      });
    });
    afterEach(async () => {
      await server.close();
      await observed.stop();
    });

    const call = (name: string) => {
      const params = { name, arguments: {} };
      const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
      stdin.write(`${JSON.stringify(message)}\n`);
      return called;
    };
    const served = (name: string) =>
      spanOf(observed.telemetry.spans(), `tools/call ${name}`, 'SERVER');

    it('is a result that is no JSON', async () => {
      server.server.onerror = () => undefined;
      await server.connect(stdio(sdk, stdin, new PassThrough()));
      await call('big');
      await settled();
      const { status, attributes } = served('big');
      assert.equal(status.code, 'ERROR');
      assert.equal(attributes['error.type'], 'TypeError');
      assert.deepEqual(observed.telemetry.unended(), []);
    });

    it('is a response that stands before a full pipe when it closes', async () => {
      const full = new Writable({ highWaterMark: 1, write: () => undefined });
      await server.connect(stdio(sdk, stdin, full));
      await call('small');
      await settled();
      assert.equal(observed.telemetry.spans().length, 0);
      await server.close();
      await settled();
      assert.equal(
        served('small').attributes['error.type'],
        'connection_closed'
      );
    });

    it('is not a response that has left', async () => {
      const stdout = new PassThrough();
      await server.connect(stdio(sdk, stdin, stdout));
      void call('small');
      await once(stdout, 'data');
      await server.close();
      await settled();
      assert.deepEqual(served('small').status, { code: 'UNSET' });
    });

    it('is a notification for which the client has opened no stream', async () => {
      const http = await serveHttp(sdk, server);
      const response = await postMessage(http.url, {
        id: 1,
        method: 'initialize',
        params: PARAMS,
      });
      await response.text();
      const method = 'notifications/tools/list_changed';
      await server.server.notification({ method });
      await settled();
      const { status, attributes } = spanOf(
        observed.telemetry.spans(),
        method,
        'CLIENT'
      );
      await http.close();
      assert.equal(status.code, 'ERROR');
      assert.equal(attributes['error.type'], 'dropped');
    });
  });
}
