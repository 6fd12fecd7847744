/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { OPTIONS } from '../../src/config/options.ts';
import { McpInstrumentation } from '../../src/index.ts';
import { startTelemetry } from 'opentelemetry-mcp-test-utils';
import { connectPair, settled } from '../support/pair.ts';
import { callTool, LINES_ESM } from '../support/sdk.ts';
import { labels, mcpSpans } from '../support/spans.ts';
import { operations } from './support/observe.ts';

describe('messages that are ignored by default', () => {
  it('are those that say little and come in masses', () => {
    assert.deepEqual(OPTIONS.ignore.fallback, [
      'ping',
      'notifications/progress',
      'notifications/message',
      'tasks/get',
    ]);
  });

  for (const sdk of LINES_ESM) {
    it(`have no span and are counted, ${sdk.name}`, async () => {
      const instrumentation = new McpInstrumentation();
      const telemetry = startTelemetry({ instrumentations: [instrumentation] });
      for (const namespace of sdk.namespaces) {
        instrumentation.instrument(namespace);
      }
      const pair = await connectPair(sdk);
      await settled();
      await telemetry.reset();
      const onprogress = () => undefined;
      const call = (name: string) =>
        callTool(
          sdk,
          pair.client,
          { name, arguments: { text: 'x' } },
          { onprogress }
        );
      await pair.client.ping();
      await call('progress');
      await call('log');
      await settled();
      assert.deepEqual(labels(mcpSpans(telemetry.spans())), [
        'tools/call log CLIENT',
        'tools/call log SERVER',
        'tools/call progress CLIENT',
        'tools/call progress SERVER',
      ]);
      const methods = [
        'ping',
        'notifications/progress',
        'notifications/message',
      ];
      for (const method of methods) {
        assert.deepEqual(await operations(telemetry, method), {
          client: 1,
          server: 1,
        });
      }
      await pair.close();
      instrumentation.disable();
      await telemetry.shutdown();
    });
  }
});
