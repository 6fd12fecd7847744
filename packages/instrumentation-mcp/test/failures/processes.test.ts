/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { fileURLToPath } from 'node:url';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { request, type Client } from '../support/sdk.ts';
import { assertEndings } from './support/assert-endings.ts';
import { v1Copy, v2Copy } from './support/workspace-copies.ts';

const SERVER = fileURLToPath(
  new URL('programs/dying-server.mjs', import.meta.url)
);
const METHOD = 'tools/list';

for (const sdk of [v1Copy, v2Copy]) {
  describe(`a stdio server that dies, ${sdk.name}`, () => {
    let instrumented: Instrumented;
    let client: Client;
    before(() => {
      instrumented = startInstrumented([sdk]);
    });
    beforeEach(() => {
      client = new sdk.Client({ name: 'test-client', version: '1.0.0' });
    });
    afterEach(() => client.close());
    after(() => instrumented.stop());

    for (const death of ['killed', 'exits', 'mute']) {
      it(`${death}, while a request is open`, async () => {
        const transport = new sdk.StdioClientTransport({
          command: process.execPath,
          args: [SERVER],
          env: { MCP_TEST_DEATH: death },
        });
        await client.connect(transport);
        const { telemetry } = instrumented;
        await telemetry.reset();
        const options = death === 'mute' ? { timeout: 100 } : {};
        await request(sdk, client, { method: METHOD }, options).catch(
          () => undefined
        );
        const errorType = death === 'mute' ? 'timeout' : 'connection_closed';
        await assertEndings(telemetry, METHOD, {
          client: [{ status: 'ERROR', errorType }],
          server: [],
        });
      });
    }
  });
}
