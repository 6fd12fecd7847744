/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import vm from 'node:vm';
import { startInstrumented } from '../../support/instrumented.ts';
import { settled } from '../../support/pair.ts';
import { LINES_ESM } from '../../support/sdk.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE}-b7ad6b7169203331-01`;

/** Headers as transports of applications hand them over. */
const HEADERS: Record<string, unknown> = {
  'a plain object': { traceparent: TRACEPARENT },
  'names as they were written': { TraceParent: TRACEPARENT },
  'lists of values': { traceparent: [TRACEPARENT] },
  'a Headers': new Headers({ traceparent: TRACEPARENT }),
  'a Map': new Map([['traceparent', TRACEPARENT]]),
  'an object of another realm': vm.runInNewContext('({ traceparent })', {
    traceparent: TRACEPARENT,
  }) as unknown,
};

for (const sdk of LINES_ESM) {
  describe(`headers of a message, ${sdk.name}`, () => {
    for (const [what, headers] of Object.entries(HEADERS)) {
      it(`are read: ${what}`, async () => {
        const { telemetry, stop } = startInstrumented([sdk]);
        const [ours, theirs] = sdk.InMemoryTransport.createLinkedPair();
        const server = new sdk.Server({ name: 'test', version: '1' });
        try {
          await server.connect(theirs);
          await ours.start();
          theirs.onmessage?.(
            { jsonrpc: '2.0', id: 1, method: 'ping' },
            { requestInfo: { headers } }
          );
          await settled();
          const [span] = telemetry.spans();
          assert.equal(span?.traceId, TRACE);
        } finally {
          await server.close();
          await stop();
        }
      });
    }
  });
}
