/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import {
  assertMcpConventions,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { createClient, settled } from '../support/pair.ts';
import {
  handle,
  LINES_ESM,
  request,
  type Client,
  type Server,
} from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';

const METHOD = 'prompts/list';

for (const sdk of LINES_ESM) {
  describe(`how requests end, ${sdk.name}`, () => {
    let instrumented: Instrumented;
    let client: Client;
    let server: Server;
    /** What the server's transport fails with, if it does. */
    let wire: Error | undefined;
    beforeEach(async () => {
      instrumented = startInstrumented([sdk]);
      const options = { capabilities: { prompts: {} } };
      server = new sdk.Server({ name: 's', version: '1' }, options);
      client = createClient(sdk);
      const [ours, theirs] = sdk.InMemoryTransport.createLinkedPair();
      wire = undefined;
      const send = theirs.send.bind(theirs);
      theirs.send = (...args) =>
        wire === undefined ? send(...args) : Promise.reject(wire);
      await server.connect(theirs);
      await client.connect(ours);
      await instrumented.telemetry.reset();
    });
    afterEach(async () => {
      const { telemetry } = instrumented;
      assertMcpConventions(telemetry.spans(), await telemetry.metrics());
      await client.close();
      await instrumented.stop();
    });

    const ending = async (): Promise<Record<'client' | 'server', object>> => {
      await settled();
      const { telemetry } = instrumented;
      assert.deepEqual(telemetry.unended(), []);
      const describe = ({ status, attributes }: SpanRecord) => ({
        status: status.code,
        message: status.message,
        errorType: attributes['error.type'],
        code: attributes['rpc.response.status_code'],
      });
      const spans = telemetry.spans();
      return {
        client: describe(spanOf(spans, METHOD, 'CLIENT')),
        server: describe(spanOf(spans, METHOD, 'SERVER')),
      };
    };
    const fine = {
      status: 'UNSET',
      message: undefined,
      errorType: undefined,
      code: undefined,
    };
    const failed = (errorType: string) => ({
      ...fine,
      status: 'ERROR',
      errorType,
    });
    const list = (options = {}) =>
      request(sdk, client, { method: METHOD }, options);

    it('with a result', async () => {
      handle(sdk, server, METHOD, () => ({ prompts: [] }));
      await list();
      assert.deepEqual(await ending(), { client: fine, server: fine });
    });

    for (const [code, onServer] of [
      [-32602, 'UNSET'],
      [-32603, 'ERROR'],
      [-32042, 'ERROR'],
    ] as const) {
      it(`with the error ${code}`, async () => {
        handle(sdk, server, METHOD, () => {
          throw Object.assign(new Error('why'), { code });
        });
        await assert.rejects(list());
        const errored = {
          status: 'ERROR',
          message: 'why',
          errorType: String(code),
          code: String(code),
        };
        assert.deepEqual(await ending(), {
          client: errored,
          server:
            onServer === 'ERROR' ? errored : { ...fine, code: String(code) },
        });
      });
    }

    it('with a time-out', async () => {
      handle(sdk, server, METHOD, () => new Promise(() => undefined));
      await assert.rejects(list({ timeout: 1 }));
      assert.deepEqual(await ending(), {
        client: failed('timeout'),
        server: fine,
      });
    });

    it('with an abort by the caller', async () => {
      const controller = new AbortController();
      handle(sdk, server, METHOD, () => {
        controller.abort('enough');
        return new Promise(() => undefined);
      });
      await assert.rejects(list({ signal: controller.signal }));
      assert.deepEqual(await ending(), {
        client: failed('cancelled'),
        server: fine,
      });
    });

    it('with a connection that closes', async () => {
      handle(sdk, server, METHOD, () => {
        void client.close();
        return new Promise(() => undefined);
      });
      await assert.rejects(list());
      const closed = failed('connection_closed');
      assert.deepEqual(await ending(), { client: closed, server: closed });
    });

    it('with a send that fails on the server', async () => {
      handle(sdk, server, METHOD, () => {
        wire = new Error('no wire');
        return { prompts: [] };
      });
      await assert.rejects(list({ timeout: 1 }));
      assert.deepEqual(await ending(), {
        client: failed('timeout'),
        server: failed('Error'),
      });
    });
  });
}
