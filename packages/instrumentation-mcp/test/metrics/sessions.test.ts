/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { checkMcpConventions } from 'opentelemetry-mcp-test-utils';
import { connectLink, type Cell } from '../failures/support/link.ts';
import { serveLocally } from '../failures/support/local-server.ts';
import { createFailingServer } from '../failures/support/failing-server.ts';
import type { SdkCopy } from '../failures/support/copies.ts';
import { v1Copy, v2Copy } from '../failures/support/workspace-copies.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { settled } from '../support/pair.ts';
import {
  callTool,
  request,
  type Client,
  type Transport,
} from '../support/sdk.ts';
import { pointsOf, sessionCounts } from './support/points.ts';

const SERVER = fileURLToPath(
  new URL('../failures/programs/dying-server.mjs', import.meta.url)
);
const VERSION = '2025-11-25';

for (const sdk of [v1Copy, v2Copy]) {
  describe(`sessions, ${sdk.name}`, () => {
    let instrumented: Instrumented;
    before(() => {
      instrumented = startInstrumented([sdk]);
    });
    beforeEach(() => instrumented.telemetry.reset());
    afterEach(async () => {
      const { telemetry } = instrumented;
      const metrics = await telemetry.metrics();
      assert.deepEqual(checkMcpConventions(telemetry.spans(), metrics), []);
    });
    after(() => instrumented.stop());

    const attributes = async (side: 'client' | 'server') => {
      const metrics = await instrumented.telemetry.metrics();
      return pointsOf(metrics, `mcp.${side}.session.duration`).map(
        point => point.attributes
      );
    };
    const counts = async () => {
      await settled();
      return sessionCounts(instrumented.telemetry);
    };

    it('in memory: from connecting to closing, on both sides', async () => {
      const link = await connectLink({
        sdk,
        transport: 'memory',
        era: 'legacy',
      });
      assert.deepEqual(await counts(), { client: 0, server: 0 });
      await link.close();
      assert.deepEqual(await counts(), { client: 1, server: 1 });
      assert.deepEqual(await attributes('client'), [
        { 'mcp.protocol.version': VERSION },
      ]);
      assert.deepEqual(await attributes('server'), [
        { 'mcp.protocol.version': VERSION },
      ]);
    });

    it('stdio: the client of a process', async () => {
      const client = new sdk.Client({ name: 'test-client', version: '1.0.0' });
      await client.connect(
        new sdk.StdioClientTransport({
          command: process.execPath,
          args: [SERVER],
        })
      );
      await client.close();
      assert.deepEqual(await counts(), { client: 1, server: 0 });
      assert.deepEqual(await attributes('client'), [
        { 'mcp.protocol.version': VERSION },
      ]);
    });

    it('stdio: the server', async () => {
      const link = await connectLink({ sdk, transport: 'pipe', era: 'legacy' });
      await link.close();
      const { server } = await counts();
      assert.equal(server, 1);
    });

    it('in memory: failed on both sides when a call is lost with it', async () => {
      const link = await connectLink({
        sdk,
        transport: 'memory',
        era: 'legacy',
      });
      const params = { uri: 'hang:on' };
      const lost = request(sdk, link.client, {
        method: 'resources/read',
        params,
      });
      await once(link.reads, 'read');
      await link.servers[0]?.close();
      await assert.rejects(lost);
      await link.close();
      const failed = [
        {
          'error.type': 'connection_closed',
          'mcp.protocol.version': VERSION,
        },
      ];
      assert.deepEqual(await counts(), { client: 1, server: 1 });
      assert.deepEqual(await attributes('client'), failed);
      assert.deepEqual(await attributes('server'), failed);
    });

    it('stdio: failed at the client whose server dies in a call', async () => {
      const client = new sdk.Client({ name: 'test-client', version: '1.0.0' });
      await client.connect(
        new sdk.StdioClientTransport({
          command: process.execPath,
          args: [SERVER],
          env: { MCP_TEST_DEATH: 'exits' },
        })
      );
      await assert.rejects(
        callTool(sdk, client, { name: 'die', arguments: {} })
      );
      assert.deepEqual(await counts(), { client: 1, server: 0 });
      assert.deepEqual(await attributes('client'), [
        {
          'error.type': 'connection_closed',
          'mcp.protocol.version': VERSION,
        },
      ]);
    });

    it('Streamable HTTP: the server ends it when the client asks', async () => {
      const link = await connectLink({ sdk, transport: 'http', era: 'legacy' });
      const { clientTransport, http } = link;
      await terminate(clientTransport);
      assert.deepEqual(await counts(), { client: 0, server: 1 });
      await link.close();
      assert.deepEqual(await counts(), { client: 1, server: 1 });
      const common = {
        'mcp.protocol.version': VERSION,
        'network.protocol.name': 'http',
      };
      assert.deepEqual(await attributes('server'), [common]);
      assert.deepEqual(await attributes('client'), [
        {
          ...common,
          'server.address': '127.0.0.1',
          'server.port': Number(http?.url.port),
        },
      ]);
    });

    it('Streamable HTTP without sessions: none', async () => {
      const { client, close } = await connectStateless(sdk);
      await client.listTools();
      await close();
      assert.deepEqual(await counts(), { client: 0, server: 0 });
    });

    const { modern } = sdk;
    if (modern === undefined) return;
    for (const transport of ['pipe', 'http'] as const) {
      it(`the modern era over ${transport}: none`, async () => {
        const cell: Cell = { sdk, transport, era: 'modern' };
        const link = await connectLink(cell);
        await link.client.listTools();
        await link.close();
        assert.deepEqual(await counts(), { client: 0, server: 0 });
      });
    }

    it('createMcpHandler with a legacy client: none', async () => {
      const { createMcpHandler, toNodeHandler } = modern;
      const http = await serveLocally(
        toNodeHandler(createMcpHandler(() => createFailingServer(sdk)))
      );
      const client = new sdk.Client({ name: 'test-client', version: '1.0.0' });
      await client.connect(new sdk.StreamableHTTPClientTransport(http.url));
      await client.listTools();
      await client.close();
      await http.close();
      assert.deepEqual(await counts(), { client: 0, server: 0 });
    });
  });
}

function terminate(transport: Transport): Promise<void> {
  const terminateSession = Reflect.get(
    transport,
    'terminateSession'
  ) as () => Promise<void>;
  return terminateSession.call(transport);
}

/** One server and one transport per request, as without sessions. */
async function connectStateless(
  sdk: SdkCopy
): Promise<{ client: Client; close: () => Promise<void> }> {
  const { createHttpServerTransport } = sdk;
  const http = await serveLocally(async (request, response) => {
    const transport = createHttpServerTransport?.({
      sessionIdGenerator: undefined,
    });
    assert.ok(transport);
    const server = createFailingServer(sdk);
    response.once('close', () => void server.close());
    await server.connect(transport);
    transport.handleRequest(request, response);
  });
  const client = new sdk.Client({ name: 'test-client', version: '1.0.0' });
  await client.connect(new sdk.StreamableHTTPClientTransport(http.url));
  const close = async () => {
    await client.close();
    await http.close();
  };
  return { client, close };
}
