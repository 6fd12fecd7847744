/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import {
  assertMcpConventions,
  assertSpanTree,
  type ExpectedSpan,
} from 'opentelemetry-mcp-test-utils';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { connectPair, inSpan, settled, type Pair } from '../support/pair.ts';
import { ALL, callTool, handle, onNotification } from '../support/sdk.ts';

for (const sdk of ALL) {
  describe(`messages in both directions, ${sdk.name}`, () => {
    let instrumented: Instrumented;
    let pair: Pair;
    before(async () => {
      instrumented = startInstrumented([sdk]);
      pair = await connectPair(sdk);
    });
    beforeEach(() => instrumented.telemetry.reset());
    afterEach(async () => {
      const { telemetry } = instrumented;
      assert.deepEqual(telemetry.unended(), []);
      assertMcpConventions(telemetry.spans(), await telemetry.metrics());
    });
    after(async () => {
      await pair.close();
      await instrumented.stop();
    });

    const call = async (name: string, options = {}) => {
      await inSpan('app', () =>
        callTool(sdk, pair.client, { name, arguments: {} }, options)
      );
      await settled();
      return instrumented.telemetry.spans();
    };
    const tree = (name: string, inside: ExpectedSpan[]): ExpectedSpan => ({
      name: 'app',
      children: [
        {
          name: `tools/call ${name}`,
          kind: 'CLIENT',
          children: [
            {
              name: `tools/call ${name}`,
              kind: 'SERVER',
              links: [],
              children: [{ name: `work ${name}`, children: inside }],
            },
          ],
        },
      ],
    });
    const exchange = (name: string, handler: string[] = []): ExpectedSpan => ({
      name,
      kind: 'CLIENT',
      children: [
        {
          name,
          kind: 'SERVER',
          children: handler.map(inner => ({ name: inner })),
        },
      ],
    });

    it('nests a call', async () => {
      assertSpanTree(await call('echo'), tree('echo', []));
    });

    for (const [tool, method, result] of [
      [
        'sample',
        'sampling/createMessage',
        { model: 'm', role: 'assistant', content: { type: 'text', text: 'x' } },
      ],
      ['elicit', 'elicitation/create', { action: 'decline' }],
      ['roots', 'roots/list', { roots: [] }],
    ] as const) {
      it(`runs the client's handler of ${method} under the tool that asked`, async () => {
        handle(sdk, pair.client, method, () =>
          inSpan('handler', () => Promise.resolve(result))
        );
        assertSpanTree(
          await call(tool),
          tree(tool, [exchange(method, ['handler'])])
        );
      });
    }

    it('runs handlers of log messages under the tool that logged', async () => {
      onNotification(sdk, pair.client, 'notifications/message', () =>
        inSpan('handler', () => Promise.resolve())
      );
      assertSpanTree(
        await call('log'),
        tree('log', [exchange('notifications/message', ['handler'])])
      );
    });

    it('runs progress handlers under the call', async () => {
      const onprogress = () =>
        void inSpan('onprogress', () => Promise.resolve());
      assertSpanTree(
        await call('progress', { onprogress }),
        tree('progress', [exchange('notifications/progress', ['onprogress'])])
      );
    });
  });
}
