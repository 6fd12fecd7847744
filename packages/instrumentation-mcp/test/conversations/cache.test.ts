/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { checkMcpConventions } from 'opentelemetry-mcp-test-utils';
import { connectLink, type Link } from '../failures/support/link.ts';
import { v2Copy } from '../failures/support/workspace-copies.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { inSpan, settled } from '../support/pair.ts';
import { handle } from '../support/sdk.ts';
import { mcpSpans, spanOf } from '../support/spans.ts';
import { createRichServer } from './support/rich-server.ts';

const CACHED = { ttlMs: 60_000, cacheScope: 'private' };

describe('answers out of the cache of a v2 client', () => {
  let instrumented: Instrumented;
  let link: Link;
  before(async () => {
    instrumented = startInstrumented([v2Copy]);
    link = await connectLink(
      { sdk: v2Copy, transport: 'pipe', era: 'modern' },
      {
        createServer: () => {
          const server = createRichServer(v2Copy);
          handle(v2Copy, server.server, 'resources/read', () => ({
            contents: [],
            ...CACHED,
          }));
          handle(v2Copy, server.server, 'resources/list', () => ({
            resources: [],
            ...CACHED,
          }));
          return server;
        },
      }
    );
  });
  beforeEach(() => instrumented.telemetry.reset());
  after(async () => {
    await link.close();
    await instrumented.stop();
  });

  for (const [ask, method, attributes] of [
    ['listResources', 'resources/list', {}],
    ['readResource', 'resources/read', { 'mcp.resource.uri': 'note://1' }],
  ] as const) {
    it(`${method}: no span, but an event on the caller's`, async () => {
      const call = Reflect.get(link.client, ask) as (
        params: object
      ) => Promise<unknown>;
      const params = ask === 'readResource' ? { uri: 'note://1' } : {};
      await inSpan('first', () => call.call(link.client, params));
      await inSpan('second', () => call.call(link.client, params));
      await settled();
      const { telemetry } = instrumented;
      const spans = telemetry.spans();
      assert.equal(mcpSpans(spans).length, 2, 'one exchange');
      assert.deepEqual(spanOf(spans, 'first', 'INTERNAL').events, []);
      const events = spanOf(spans, 'second', 'INTERNAL').events;
      assert.deepEqual(
        events.map(({ name, attributes }) => ({ name, attributes })),
        [
          {
            name: 'mcp.cache.hit',
            attributes: { 'mcp.method.name': method, ...attributes },
          },
        ]
      );
      const metrics = await telemetry.metrics();
      assert.deepEqual(checkMcpConventions(mcpSpans(spans), metrics), []);
    });
  }
});
