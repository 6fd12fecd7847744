/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Client as V2Client } from '@modelcontextprotocol/client';
import assert from 'node:assert/strict';
import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import {
  commonJs,
  createHandler,
  REVISION,
  serveHttp,
  type Handler,
} from '../../support/entries.ts';
import {
  startStdio,
  STDIO_MODULES,
  transportTo,
} from '../../support/entry-stdio.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../../support/instrumented.ts';
import { createClient, inSpan, settled } from '../../support/pair.ts';
import { v2Cjs, type Transport } from '../../support/sdk.ts';
import { mcpSpans } from '../../support/spans.ts';

const LISTEN = 'subscriptions/listen';

/** A server to listen to. */
interface Side {
  readonly transport: Transport;
  /** How the SERVER span is linked to the HTTP request that brought it. */
  readonly links: readonly string[];
  close(): Promise<void>;
}

async function httpSide(handler: Handler): Promise<Side> {
  const http = await serveHttp(handler);
  return {
    transport: new v2Cjs.StreamableHTTPClientTransport(http.url),
    links: ['http'],
    async close() {
      await handler.close();
      await http.close();
    },
  };
}

function stdioSide(): Side {
  const peer = startStdio(STDIO_MODULES.CJS);
  return { transport: transportTo(peer), links: [], close: () => peer.close() };
}

async function connect({ transport }: Side): Promise<V2Client> {
  const mode = { pin: REVISION };
  const client = createClient(v2Cjs, { versionNegotiation: { mode } });
  await client.connect(transport);
  return client as unknown as V2Client;
}

const SIDES: Readonly<Record<string, () => Side | Promise<Side>>> = {
  createMcpHandler: () => httpSide(createHandler(commonJs, {})),
  serveStdio: stdioSide,
};

for (const [entry, start] of Object.entries(SIDES)) {
  describe(`listening to ${entry}`, () => {
    let instrumented: Instrumented;
    let side: Side;
    let client: V2Client;
    before(async () => {
      instrumented = startInstrumented([v2Cjs]);
      instrumented.instrumentation.instrument(STDIO_MODULES.CJS);
      side = await start();
      client = await connect(side);
    });
    beforeEach(() => instrumented.telemetry.reset());
    after(async () => {
      await client.close();
      await side.close();
      await instrumented.stop();
    });

    it('ends both spans at the acknowledgement', async () => {
      const subscription = await inSpan('app', () =>
        client.listen({ toolsListChanged: true })
      );
      await settled();
      const { telemetry } = instrumented;
      // the HTTP span lives as long as the stream
      const unended = telemetry.unended().map(({ name }) => name);
      assert.deepEqual(unended, side.links);
      assertSpanTree(mcpSpans(telemetry.spans()), {
        name: LISTEN,
        kind: 'CLIENT',
        status: 'UNSET',
        children: [{ name: LISTEN, kind: 'SERVER', status: 'UNSET' }],
      });
      const [server] = telemetry
        .spans()
        .filter(({ kind }) => kind === 'SERVER');
      assert.equal(server?.links.length, side.links.length);
      await subscription.close();
    });
  });
}
