/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { checkMcpConventions } from 'opentelemetry-mcp-test-utils';
import { allEnded } from '../failures/support/assert-endings.ts';
import { connectLink } from '../failures/support/link.ts';
import { v2Copy } from '../failures/support/workspace-copies.ts';
import { startInstrumented } from '../support/instrumented.ts';
import { inSpan } from '../support/pair.ts';
import { onNotification } from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';
import { createRichServer } from './support/rich-server.ts';

const CHANGED = 'notifications/prompts/list_changed';

describe('subscriptions of MCP 2026-07-28', () => {
  it('notifications are linked to the request that asked for them', async () => {
    const { telemetry, stop } = startInstrumented([v2Copy]);
    const link = await connectLink(
      { sdk: v2Copy, transport: 'pipe', era: 'modern' },
      { createServer: () => createRichServer(v2Copy) }
    );
    const { client, servers } = link;
    const listen = Reflect.get(client, 'listen') as (
      filter: object
    ) => Promise<unknown>;
    await telemetry.reset();
    await inSpan('app', () =>
      listen.call(client, { promptsListChanged: true })
    );
    const arrived = new Promise<void>(resolve => {
      onNotification(v2Copy, client, CHANGED, () => {
        resolve();
      });
    });
    await servers.at(-1)?.server.notification({ method: CHANGED });
    await arrived;
    await allEnded(telemetry);
    const spans = telemetry.spans();
    const asked = spanOf(spans, 'subscriptions/listen', 'CLIENT');
    assert.equal(asked.status.code, 'UNSET');
    const app = spanOf(spans, 'app', 'INTERNAL');
    assert.equal(asked.parentSpanId, app.spanId);
    const changed = spanOf(spans, CHANGED, 'SERVER');
    assert.ok(
      changed.links.some(({ spanId }) => spanId === asked.spanId),
      'not linked'
    );
    assert.notEqual(changed.traceId, asked.traceId);
    const metrics = await telemetry.metrics();
    assert.deepEqual(checkMcpConventions(spans, metrics), []);
    await link.close();
    await stop();
  });
});
