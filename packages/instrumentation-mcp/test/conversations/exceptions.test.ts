/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { checkMcpConventions } from 'opentelemetry-mcp-test-utils';
import { allEnded } from '../failures/support/assert-endings.ts';
import { cellName, cellsOf, connectLink } from '../failures/support/link.ts';
import { v1Copy, v2Copy } from '../failures/support/workspace-copies.ts';
import { startInstrumented } from '../support/instrumented.ts';
import { callTool } from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';

for (const cell of [v1Copy, v2Copy].flatMap(cellsOf)) {
  it(`what a tool throws is one log record, ${cellName(cell)}`, async () => {
    const { telemetry, stop } = startInstrumented([cell.sdk]);
    const link = await connectLink(cell);
    await callTool(cell.sdk, link.client, { name: 'throw', arguments: {} });
    await allEnded(telemetry);
    const spans = telemetry.spans();
    const server = spanOf(spans, 'tools/call throw', 'SERVER');
    assert.deepEqual(
      telemetry.logs().map(log => ({
        eventName: log.eventName,
        severity: log.severityText,
        attributes: log.attributes,
        body: log.body,
        traceId: log.traceId,
        spanId: log.spanId,
      })),
      [
        {
          eventName: 'exception',
          severity: 'ERROR',
          attributes: { 'exception.type': 'TypeError' },
          body: undefined,
          traceId: server.traceId,
          spanId: server.spanId,
        },
      ]
    );
    const metrics = await telemetry.metrics();
    const everything = JSON.stringify([spans, telemetry.logs(), metrics]);
    assert.doesNotMatch(everything, /a secret/);
    assert.deepEqual(checkMcpConventions(spans, metrics), []);
    await link.close();
    await stop();
  });
}
