/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Attributes } from '@opentelemetry/api';
import { observe, type Observed } from '../../options/support/observe.ts';
import { serveHttp, type HttpServer } from '../../options/support/http.ts';
import { createClient, createServer } from '../../support/pair.ts';
import {
  callTool,
  LINES_ESM,
  type Sdk,
  type Transport,
} from '../../support/sdk.ts';
import { WRAPPED } from '../../support/wrapped-transports.ts';

type Connect = (wrap: (make: () => Transport) => Transport) => Promise<void>;

interface Seen {
  readonly spans: readonly [name: string, attributes: Attributes][];
  readonly metrics: readonly string[];
}

/** Differ from run to run. */
const VARYING = ['server.port', 'jsonrpc.request.id'];

async function seen(observed: Observed, connect: () => Promise<void>) {
  await observed.telemetry.reset();
  await connect();
  const clients = observed.telemetry
    .spans()
    .filter(({ kind }) => kind === 'CLIENT');
  const metrics = await observed.telemetry.metrics();
  return {
    spans: clients.map(({ name, attributes }) => [
      name,
      Object.fromEntries(
        Object.entries(attributes).filter(([key]) => !VARYING.includes(key))
      ),
    ]),
    metrics: metrics.map(({ name }) => name).sort(),
  } as Seen;
}

for (const sdk of LINES_ESM) {
  describe(`a transport around one of the SDK's, ${sdk.name}`, () => {
    let observed: Observed;

    before(() => {
      observed = observe(sdk);
    });

    after(() => observed.stop());

    const kinds: Record<string, Connect> = {
      'over stdio': wrap => talk(sdk, wrap(stdio(sdk))),
      'over Streamable HTTP': wrap =>
        withServer(sdk, ({ url }) =>
          talk(
            sdk,
            wrap(() => new sdk.StreamableHTTPClientTransport(url))
          )
        ),
    };
    for (const [kind, connect] of Object.entries(kinds)) {
      describe(kind, () => {
        let plain: Seen;

        before(async () => {
          plain = await seen(observed, () => connect(make => make()));
          const [, attributes] = plain.spans.at(-1) ?? [];
          assert.ok(attributes?.['network.transport']);
          assert.ok(plain.metrics.includes('mcp.client.session.duration'));
        });

        for (const [how, wrap] of Object.entries(WRAPPED)) {
          it(`is traced as the one inside: ${how}`, async () => {
            assert.deepEqual(await seen(observed, () => connect(wrap)), plain);
          });
        }
      });
    }
  });
}

function stdio(sdk: Sdk) {
  const file = fileURLToPath(
    new URL(
      `../../fixtures/apps/weather-stdio-${sdk.line}.mjs`,
      import.meta.url
    )
  );
  return () =>
    new sdk.StdioClientTransport({ command: process.execPath, args: [file] });
}

async function talk(sdk: Sdk, transport: Transport): Promise<void> {
  const client = createClient(sdk);
  await client.connect(transport);
  await client.listTools();
  await callTool(sdk, client, { name: 'nothing' }).catch(() => undefined);
  await client.close();
}

async function withServer(
  sdk: Sdk,
  action: (http: HttpServer) => Promise<void>
): Promise<void> {
  const server = createServer(sdk);
  const http = await serveHttp(sdk, server);
  await action(http);
  await http.close();
  await server.close();
}
