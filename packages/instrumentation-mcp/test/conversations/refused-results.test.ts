/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { pointsOf } from '../metrics/support/points.ts';
import { observe, type Observed } from '../options/support/observe.ts';
import { settled } from '../support/pair.ts';
import {
  connectToScript,
  type ScriptedPeer,
} from '../support/scripted-peer.ts';
import { ALL, callTool } from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';

const TOOL = {
  name: 'sum',
  inputSchema: { type: 'object' },
  outputSchema: {
    type: 'object',
    properties: { total: { type: 'number' } },
    required: ['total'],
  },
};
const PLAIN = { name: 'plain', inputSchema: { type: 'object' } };

/** The SDK rejects with an error of its own, which has a code but was no response. */
const REFUSED = 'a class of the SDK';
const REFUSED_AS = { v1: 'McpError', v2: 'ProtocolError' };

/** What the server answers a call of `sum` with, and the type of error it ends with. */
const ANSWERS: Record<string, [answer: object, type: string | undefined]> = {
  'structured content that is none of the schema': [
    { content: [], structuredContent: { total: 'three' } },
    REFUSED,
  ],
  'no structured content': [{ content: [] }, REFUSED],
  'structured content by the schema': [
    { content: [], structuredContent: { total: 3 } },
    undefined,
  ],
  'an error of the tool': [{ content: [], isError: true }, 'tool_error'],
};

for (const sdk of ALL) {
  describe(`results that the client refuses, ${sdk.name}`, () => {
    let observed: Observed;
    let peer: ScriptedPeer;
    let answer: object;
    before(async () => {
      observed = observe(sdk);
      peer = await connectToScript(sdk, ({ method }) =>
        method === 'tools/list' ? { tools: [TOOL, PLAIN] } : answer
      );
      await peer.client.listTools();
    });
    beforeEach(() => observed.telemetry.reset());
    after(async () => {
      await peer.client.close();
      await observed.stop();
    });

    const call = async (name: string) => {
      const outcome = await callTool(sdk, peer.client, {
        name,
        arguments: {},
      }).then(
        () => 'resolved',
        () => 'rejected'
      );
      await settled();
      const spans = observed.telemetry.spans();
      const span = spanOf(spans, `tools/call ${name}`, 'CLIENT');
      const metrics = await observed.telemetry.metrics();
      const points = pointsOf(metrics, 'mcp.client.operation.duration').filter(
        ({ attributes }) => attributes['gen_ai.tool.name'] === name
      );
      return { outcome, span, points };
    };

    for (const [what, [given, ending]] of Object.entries(ANSWERS)) {
      const type = ending === REFUSED ? REFUSED_AS[sdk.line] : ending;
      it(`${what} ends with ${type ?? 'success'}`, async () => {
        answer = given;
        const { outcome, span, points } = await call('sum');
        const isRefused = type !== undefined && type !== 'tool_error';
        assert.equal(outcome, isRefused ? 'rejected' : 'resolved');
        assert.equal(span.attributes['error.type'], type);
        assert.equal(span.attributes['rpc.response.status_code'], undefined);
        assert.equal(span.status.code, type === undefined ? 'UNSET' : 'ERROR');
        assert.ok(
          points.some(({ attributes }) => attributes['error.type'] === type)
        );
      });
    }

    it('knows which of two calls at once was refused', async () => {
      answer = { content: [] };
      const [sum, plain] = await Promise.all([
        callTool(sdk, peer.client, { name: 'sum', arguments: {} }).catch(
          () => 'rejected'
        ),
        callTool(sdk, peer.client, { name: 'plain', arguments: {} }),
      ]);
      await settled();
      assert.equal(sum, 'rejected');
      assert.notEqual(plain, 'rejected');
      const spans = observed.telemetry.spans();
      const type = (name: string) =>
        spanOf(spans, `tools/call ${name}`, 'CLIENT').attributes['error.type'];
      assert.equal(type('sum'), REFUSED_AS[sdk.line]);
      assert.equal(type('plain'), undefined);
      assert.deepEqual(observed.telemetry.unended(), []);
    });

    it('leaves an unhandled rejection unhandled', async () => {
      answer = { content: [] };
      const before = process.listeners('unhandledRejection');
      process.removeAllListeners('unhandledRejection');
      const unhandled = new Promise<unknown>(resolve => {
        process.once('unhandledRejection', resolve);
      });
      void callTool(sdk, peer.client, { name: 'sum', arguments: {} });
      const reason = await unhandled;
      for (const listener of before) {
        process.on('unhandledRejection', listener);
      }
      assert.match(String(reason), /did not return structured content/);
    });
  });
}
