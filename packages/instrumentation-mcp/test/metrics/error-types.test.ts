/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { z } from 'zod';
import { observe, type Observed } from '../options/support/observe.ts';
import { connectPair } from '../support/pair.ts';
import { handle, LINES_ESM, request } from '../support/sdk.ts';
import { connectToScript } from '../support/scripted-peer.ts';
import { spanOf } from '../support/spans.ts';
import { pointsOf, type HistogramName } from './support/points.ts';

const MANY = 200;

class CodedError extends Error {
  readonly code: number;

  constructor(code: number) {
    super('refused');
    this.code = code;
  }
}

async function errorTypes(
  { telemetry }: Observed,
  name: HistogramName
): Promise<Set<unknown>> {
  const points = pointsOf(await telemetry.metrics(), name);
  return new Set(points.map(({ attributes }) => attributes['error.type']));
}

for (const sdk of LINES_ESM) {
  describe(`types of errors, ${sdk.name}`, () => {
    let observed: Observed;
    beforeEach(() => {
      observed = observe(sdk);
    });
    afterEach(() => observed.stop());

    it('are classified whatever codes there were before', async () => {
      const pair = await connectPair(sdk);
      const { client, server } = pair;
      let code = 0;
      handle(sdk, server.server, 'ping', () => {
        throw new CodedError(code);
      });
      const ping = async (next: number) => {
        code = next;
        await observed.telemetry.reset();
        await assert.rejects(request(sdk, client, { method: 'ping' }));
        const spans = observed.telemetry.spans();
        return {
          client: spanOf(spans, 'ping', 'CLIENT'),
          server: spanOf(spans, 'ping', 'SERVER'),
        };
      };
      for (let foreign = 0; foreign < MANY; foreign++) {
        await ping(foreign);
      }
      for (const known of [-32601, -32602]) {
        const spans = await ping(known);
        assert.deepEqual(spans.server.status, { code: 'UNSET' });
        const { attributes } = spans.server;
        assert.equal(attributes['rpc.response.status_code'], String(known));
        assert.equal(attributes['error.type'], undefined);
        assert.equal(spans.client.attributes['error.type'], String(known));
      }
      const internal = await ping(-32603);
      assert.equal(internal.server.attributes['error.type'], '-32603');
      const last = await ping(MANY);
      assert.equal(last.server.attributes['error.type'], '_OTHER');
      assert.equal(last.server.status.code, 'ERROR');
      await pair.close();
      const types = await errorTypes(observed, 'mcp.server.operation.duration');
      assert.ok(types.size < 70, `${types.size} types`);
    });

    it('of failed tasks are few', async () => {
      let code = 100_000;
      const { client } = await connectToScript(
        sdk,
        () => ({
          taskId: 'task',
          status: 'failed',
          error: { code: code++, message: 'x' },
          ttl: null,
          createdAt: '2026-01-01T00:00:00Z',
          lastUpdatedAt: '2026-01-01T00:00:00Z',
        }),
        { tasks: {} }
      );
      const params = { taskId: 'task' };
      for (let poll = 0; poll < MANY; poll++) {
        await client.request(
          { method: 'tasks/get', params },
          z.looseObject({})
        );
      }
      await client.close();
      const types = await errorTypes(observed, 'mcp.client.operation.duration');
      assert.ok(types.size > 50 && types.size < 70, `${types.size} types`);
      const span = observed.telemetry.spans().at(-1);
      assert.equal(span?.attributes['error.type'], '_OTHER');
    });

    it('that are names of classes are few', async () => {
      const { client, transport } = await connectToScript(sdk, () => ({}));
      let count = 0;
      const ours = client.transport;
      assert.ok(ours);
      ours.send = () => {
        const error = new Error('not sent');
        error.name = `Generated${count++}Error`;
        return Promise.reject(error);
      };
      for (let call = 0; call < MANY; call++) {
        await assert.rejects(client.ping());
      }
      const types = await errorTypes(observed, 'mcp.client.operation.duration');
      assert.ok(types.size > 50 && types.size < 120, `${types.size} types`);
      const failed = observed.telemetry.spans().at(-1);
      assert.equal(failed?.attributes['error.type'], '_OTHER');
      await observed.telemetry.reset();
      await assert.rejects(client.ping({ signal: AbortSignal.abort() }));
      const cancelled = spanOf(observed.telemetry.spans(), 'ping', 'CLIENT');
      assert.equal(cancelled.attributes['error.type'], 'cancelled');
      await transport.close();
    });
  });
}
