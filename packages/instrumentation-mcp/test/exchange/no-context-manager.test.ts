/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { startTelemetry } from 'opentelemetry-mcp-test-utils';
import { McpInstrumentation } from '../../src/index.ts';
import { settled } from '../support/pair.ts';
import { plainPair } from '../support/scenario.ts';
import { callTool, LINES_ESM } from '../support/sdk.ts';

const CALLS = 2000;

for (const sdk of LINES_ESM) {
  describe(`a tracer provider alone, without context manager and propagator, ${sdk.name}`, () => {
    it(`gets two ended spans for each of ${CALLS} calls`, async () => {
      const instrumentation = new McpInstrumentation();
      const telemetry = startTelemetry({
        global: false,
        instrumentations: [instrumentation],
      });
      telemetry.contextManager.disable();
      instrumentation.instrument(sdk.Client);
      instrumentation.instrument(sdk.Server);
      const pair = await plainPair(sdk);
      await settled();
      await telemetry.reset();
      const names = ['echo', 'fail', 'unknown'];
      for (let index = 0; index < CALLS; index += 10) {
        await Promise.all(
          Array.from({ length: 10 }, (_, offset) =>
            callTool(sdk, pair.client, {
              name: names[(index + offset) % names.length],
              arguments: {},
            }).catch((error: unknown) => error)
          )
        );
      }
      await settled();
      const spans = telemetry.spans();
      assert.deepEqual(telemetry.unended(), []);
      assert.equal(spans.filter(({ kind }) => kind === 'CLIENT').length, CALLS);
      assert.equal(spans.filter(({ kind }) => kind === 'SERVER').length, CALLS);
      const ids = new Set(
        spans.map(span =>
          JSON.stringify([span.kind, span.attributes['jsonrpc.request.id']])
        )
      );
      assert.equal(ids.size, 2 * CALLS);
      instrumentation.disable();
      await pair.close();
      await telemetry.shutdown();
    });
  });
}
