/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import {
  checkMcpConventions,
  type MetricRecord,
} from 'opentelemetry-mcp-test-utils';
import { loadCopy } from '../../packages/instrumentation-mcp/test/failures/support/copies.ts';
import {
  v1Copy,
  v2Copy,
} from '../../packages/instrumentation-mcp/test/failures/support/workspace-copies.ts';
import {
  pointsOf,
  type HistogramName,
} from '../../packages/instrumentation-mcp/test/metrics/support/points.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../../packages/instrumentation-mcp/test/support/instrumented.ts';
import {
  createClient,
  settled,
} from '../../packages/instrumentation-mcp/test/support/pair.ts';
import type {
  Message,
  Sdk,
  Transport,
} from '../../packages/instrumentation-mcp/test/support/sdk.ts';
import { spanOf } from '../../packages/instrumentation-mcp/test/support/spans.ts';
import { versionFolder } from './installed.ts';

const KEY = 'jsonrpc.protocol.version';
const INFO = { name: 'test', version: '1' };
const REVISION = '2024-11-05';

/** Every message of this peer says another version of JSON-RPC. */
function initialize(jsonrpc: string): Message {
  const params = {
    protocolVersion: REVISION,
    capabilities: {},
    clientInfo: INFO,
  };
  return { jsonrpc, id: 1, method: 'initialize', params };
}

const ANSWER = {
  protocolVersion: REVISION,
  capabilities: {},
  serverInfo: INFO,
};

/** The server's first answer; none where the SDK drops the request. */
async function askServer(
  sdk: Sdk,
  request: Message
): Promise<{ answers: unknown[]; close: () => Promise<void> }> {
  const [near, far] = sdk.InMemoryTransport.createLinkedPair();
  const server = new sdk.Server(INFO);
  const answers: unknown[] = [];
  near.onmessage = answer => answers.push(answer);
  await server.connect(far);
  await near.start();
  await near.send(request);
  await settled();
  return { answers, close: () => server.close() };
}

/** A server that says of its answers that they are of another version. */
async function answering(sdk: Sdk, jsonrpc: string): Promise<Transport> {
  const [near, far] = sdk.InMemoryTransport.createLinkedPair();
  far.onmessage = message => {
    const { id } = message as Message;
    if (id !== undefined) void far.send({ jsonrpc, id, result: ANSWER });
  };
  await far.start();
  return near;
}

// later versions refuse such messages, which is all that there is to record
const old = await loadCopy('v1', '1.8.0', versionFolder('1.8.0'));

describe('another version of JSON-RPC', () => {
  let instrumented: Instrumented;
  afterEach(() => instrumented.stop());

  const sessions = async (name: HistogramName) => {
    const metrics = await instrumented.telemetry.metrics();
    return pointsOf(metrics, name).map(({ attributes }) => attributes[KEY]);
  };

  for (const [said, measured] of [
    ['1.0', '1.0'],
    ['x'.repeat(1_000), '_OTHER'],
    ['2.0', undefined],
  ] as const) {
    const what = said.slice(0, 3);

    it(`${what} is told of a server’s session, ${old.name}`, async () => {
      instrumented = startInstrumented([old]);
      const { answers, close } = await askServer(old, initialize(said));
      assert.equal(answers.length, 1);
      await close();
      const { telemetry } = instrumented;
      const span = spanOf(telemetry.spans(), 'initialize', 'SERVER');
      const expected = measured && said.slice(0, 128);
      assert.equal(span.attributes[KEY], expected);
      assert.deepEqual(await sessions('mcp.server.session.duration'), [
        measured,
      ]);
      assert.deepEqual(await sessions('mcp.server.operation.duration'), [
        measured,
      ]);
      const metrics: MetricRecord[] = await telemetry.metrics();
      assert.deepEqual(checkMcpConventions(telemetry.spans(), metrics), []);
    });

    it(`${what} is told of a client’s session, ${old.name}`, async () => {
      instrumented = startInstrumented([old]);
      const client = createClient(old);
      await client.connect(await answering(old, said));
      await client.close();
      const span = spanOf(
        instrumented.telemetry.spans(),
        'initialize',
        'CLIENT'
      );
      const expected = measured && said.slice(0, 128);
      assert.equal(span.attributes[KEY], expected);
      assert.deepEqual(await sessions('mcp.client.session.duration'), [
        measured,
      ]);
    });
  }

  for (const sdk of [v1Copy, v2Copy]) {
    it(`opens no session at a server, ${sdk.name}`, async () => {
      instrumented = startInstrumented([sdk]);
      const { answers, close } = await askServer(sdk, initialize('1.0'));
      await close();
      assert.deepEqual(answers, []);
      assert.deepEqual(instrumented.telemetry.spans(), []);
      assert.deepEqual(await sessions('mcp.server.session.duration'), []);
    });

    it(`opens no session at a client, ${sdk.name}`, async () => {
      instrumented = startInstrumented([sdk]);
      const client = createClient(sdk);
      const refused: Error[] = [];
      client.onerror = error => refused.push(error);
      const connected = client.connect(await answering(sdk, '1.0'));
      await settled();
      await client.close();
      await assert.rejects(connected);
      assert.match(String(refused[0]), /Unknown message type/);
      assert.deepEqual(await sessions('mcp.client.session.duration'), []);
    });
  }
});
