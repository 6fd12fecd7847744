/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import {
  assertMcpConventions,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import { createFailingServer } from '../failures/support/failing-server.ts';
import { legacyHandler } from '../failures/support/link.ts';
import { serveLocally } from '../failures/support/local-server.ts';
import { v1Copy } from '../failures/support/workspace-copies.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { createServer, settled } from '../support/pair.ts';
import { request, v1, v2, type Client } from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';

const PROBE = 'server/discover';
type Mode = 'auto' | { pin: string };
const PIN = { pin: '2026-07-28' };

function createClient(mode: Mode): Client {
  return new v2.Client(
    { name: 'test-client', version: '1.0.0' },
    { versionNegotiation: { mode } }
  );
}

/** What a legacy server does with a probe that it never heard of. */
function answering(
  status: number,
  body: string
): (listener: ReturnType<typeof legacyHandler>) => RequestListener {
  return listener => (incoming, outgoing) => {
    if (incoming.headers['mcp-method'] === PROBE) {
      incoming.resume();
      outgoing.writeHead(status).end(body);
    } else {
      void listener(incoming, outgoing);
    }
  };
}

describe('the probe of a client that speaks both eras', () => {
  let instrumented: Instrumented;
  beforeEach(() => {
    instrumented = startInstrumented([v1, v2]);
  });
  afterEach(async () => {
    const { telemetry } = instrumented;
    await settled();
    assert.deepEqual(telemetry.unended(), []);
    assertMcpConventions(telemetry.spans(), await telemetry.metrics());
    await instrumented.stop();
  });

  const probes = () =>
    instrumented.telemetry
      .spans()
      .filter(({ name, kind }) => name === PROBE && kind === 'CLIENT');
  const ending = ({ status, attributes }: SpanRecord) => ({
    status: status.code,
    errorType: attributes['error.type'],
    code: attributes['rpc.response.status_code'],
  });
  const points = async () => {
    const metrics = await instrumented.telemetry.metrics();
    return metrics
      .flatMap(metric => (metric.type === 'histogram' ? metric.points : []))
      .filter(({ attributes }) => attributes['mcp.method.name'] === PROBE)
      .map(({ attributes }) => attributes['error.type']);
  };
  const connectInMemory = async (client: Client) => {
    const [near, far] = v1.InMemoryTransport.createLinkedPair();
    const server = createServer(v1);
    await server.connect(far);
    await client.connect(near);
  };
  const connectOverHttp = async (
    client: Client,
    wrap: (listener: ReturnType<typeof legacyHandler>) => RequestListener
  ) => {
    const http = await serveLocally(
      wrap(legacyHandler(v1Copy, () => createFailingServer(v1Copy)))
    );
    try {
      await client.connect(new v2.StreamableHTTPClientTransport(http.url));
      await client.close();
    } finally {
      await http.close();
    }
  };

  it('is no error in memory, and keeps its code', async () => {
    const client = createClient('auto');
    await connectInMemory(client);
    await client.close();
    assert.deepEqual(probes().map(ending), [
      { status: 'UNSET', errorType: undefined, code: '-32601' },
    ]);
    assert.ok((await points()).every(errorType => errorType === undefined));
  });

  for (const [what, server, code] of [
    ['refuses', '../fixtures/apps/weather-stdio-v1.mjs', '-32601'],
    ['dies', '../failures/programs/dying-server.mjs', undefined],
  ] as const) {
    it(`is no error over stdio, where a process of its own is probed and ${what}`, async () => {
      const client = createClient('auto');
      const args = [fileURLToPath(new URL(server, import.meta.url))];
      const parameters = {
        command: process.execPath,
        args,
        env: { MCP_TEST_DEATH: 'exits' },
      };
      await client.connect(new v2.StdioClientTransport(parameters));
      await client.close();
      assert.deepEqual(probes().map(ending), [
        { status: 'UNSET', errorType: undefined, code },
      ]);
    });
  }

  for (const [status, body] of [
    [404, 'Not Found'],
    [400, ''],
    [405, '{}'],
  ] as const) {
    it(`is no error where HTTP ${status} says nothing else, ${body}`, async () => {
      await connectOverHttp(createClient('auto'), answering(status, body));
      assert.deepEqual(probes().map(ending), [
        { status: 'UNSET', errorType: undefined, code: undefined },
      ]);
      assert.deepEqual(await points(), [undefined]);
    });
  }

  it('is no error where HTTP 400 has an error response, and keeps its code', async () => {
    const error = { code: -32000, message: 'no session' };
    const body = JSON.stringify({ jsonrpc: '2.0', id: null, error });
    await connectOverHttp(createClient('auto'), answering(400, body));
    assert.deepEqual(probes().map(ending), [
      { status: 'UNSET', errorType: undefined, code: '-32000' },
    ]);
  });

  for (const status of [401, 500]) {
    it(`is an error where the client gives up: HTTP ${status}`, async () => {
      const client = createClient('auto');
      await assert.rejects(connectOverHttp(client, answering(status, '')));
      assert.deepEqual(probes().map(ending), [
        { status: 'ERROR', errorType: String(status), code: undefined },
      ]);
      assert.deepEqual(await points(), [String(status)]);
    });
  }

  it('is an error where the client insists on the modern era', async () => {
    const client = createClient(PIN);
    await assert.rejects(connectInMemory(client));
    assert.deepEqual(probes().map(ending), [
      { status: 'ERROR', errorType: '-32601', code: '-32601' },
    ]);
  });

  it('is an error where the application asks by itself', async () => {
    const [near, far] = v1.InMemoryTransport.createLinkedPair();
    await createServer(v1).connect(far);
    const client = new v1.Client({ name: 'test-client', version: '1.0.0' });
    await client.connect(near);
    await assert.rejects(request(v1, client, { method: PROBE }));
    await client.close();
    const span = spanOf(instrumented.telemetry.spans(), PROBE, 'CLIENT');
    assert.equal(ending(span).errorType, '-32601');
  });

  it('leaves a rejection of connect() to the application', async () => {
    const unhandled: unknown[] = [];
    const hear = (error: unknown) => unhandled.push(error);
    const before = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', hear);
    try {
      const [near, far] = v1.InMemoryTransport.createLinkedPair();
      await createServer(v1).connect(far);
      void createClient(PIN).connect(near);
      for (let round = 0; round < 20; round += 1) await settled();
    } finally {
      process.removeListener('unhandledRejection', hear);
      for (const listener of before) process.on('unhandledRejection', listener);
    }
    assert.equal(unhandled.length, 1);
  });
});
