/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import assert from 'node:assert/strict';
import { connectLink, type Link } from '../failures/support/link.ts';
import { v1Copy, v2Copy } from '../failures/support/workspace-copies.ts';
import { startInstrumented } from '../support/instrumented.ts';
import { inSpan } from '../support/pair.ts';
import { callTool } from '../support/sdk.ts';
import { spanOf, subtree } from '../support/spans.ts';

/** Comes back soon after its stream was cut. */
const TRANSPORT_OPTIONS = {
  reconnectionOptions: {
    initialReconnectionDelay: 5,
    maxReconnectionDelay: 5,
    reconnectionDelayGrowFactor: 1,
    maxRetries: 5,
  },
};

/** Until the client asks for the server's own messages. */
function nextStream({ http }: Link): Promise<void> {
  assert.ok(http);
  return new Promise(resolve => {
    http.intercept = ({ method }) => {
      if (method === 'GET') resolve();
      return false;
    };
  });
}

for (const sdk of [v1Copy, v2Copy]) {
  it(`the stream of the server's own messages is below no call, ${sdk.name}`, async () => {
    const { telemetry, instrumentation, stop } = startInstrumented([sdk]);
    instrumentation.instrument(sdk.StreamableHTTPClientTransport);
    const undici = new UndiciInstrumentation();
    undici.setTracerProvider(telemetry.tracerProvider);
    const link = await inSpan('connect', () =>
      connectLink(
        { sdk, transport: 'http', era: 'legacy' },
        { transportOptions: TRANSPORT_OPTIONS }
      )
    );
    for (let cuts = 0; cuts < 2; cuts++) {
      await inSpan(`call ${cuts}`, () =>
        callTool(sdk, link.client, { name: 'echo', arguments: {} })
      );
      const again = nextStream(link);
      link.http?.cut();
      await again;
    }
    await link.close();
    undici.disable();
    const spans = telemetry.spans();
    const streams = spans.filter(({ name }) => name === 'GET');
    assert.ok(streams.length >= 2, `${streams.length} streams`);
    for (const caller of ['connect', 'call 0', 'call 1']) {
      const below = subtree(spans, spanOf(spans, caller, 'INTERNAL'));
      assert.ok(below.some(({ name }) => name === 'POST'));
      assert.deepEqual(
        below.filter(({ name }) => name === 'GET'),
        []
      );
    }
    await stop();
  });
}
