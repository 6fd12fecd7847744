/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import {
  assertSpanTree,
  checkMcpConventions,
  type ExpectedSpan,
  type Telemetry,
} from 'opentelemetry-mcp-test-utils';
import { allEnded } from '../failures/support/assert-endings.ts';
import {
  cellName,
  cellsOf,
  connectLink,
  type Cell,
  type Link,
} from '../failures/support/link.ts';
import { v1Copy, v2Copy } from '../failures/support/workspace-copies.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { inSpan } from '../support/pair.ts';
import { onNotification, request } from '../support/sdk.ts';
import { createRichServer, PAGES } from './support/rich-server.ts';

interface Row {
  readonly method: string;
  readonly params?: object;
  /** What the span's name has after the method. */
  readonly target?: string;
  readonly attributes?: Record<string, string>;
  /** Gone since MCP 2026-07-28. */
  readonly legacyOnly?: boolean;
}

const NOTE = { uri: 'note://1' };
const RESOURCE = { 'mcp.resource.uri': 'note://1' };
const PROMPT = { 'gen_ai.prompt.name': 'greet' };
const argument = { name: 'who', value: 'A' };

const ROWS: readonly Row[] = [
  {
    method: 'completion/complete',
    params: { ref: { type: 'ref/prompt', name: 'greet' }, argument },
    target: 'greet',
    attributes: PROMPT,
  },
  { method: 'prompts/list' },
  {
    method: 'prompts/get',
    params: { name: 'greet', arguments: { who: 'Ada' } },
    target: 'greet',
    attributes: PROMPT,
  },
  { method: 'resources/list' },
  { method: 'resources/templates/list' },
  { method: 'resources/read', params: NOTE, attributes: RESOURCE },
  {
    method: 'resources/subscribe',
    params: NOTE,
    attributes: RESOURCE,
    legacyOnly: true,
  },
  {
    method: 'resources/unsubscribe',
    params: NOTE,
    attributes: RESOURCE,
    legacyOnly: true,
  },
  { method: 'logging/setLevel', params: { level: 'info' }, legacyOnly: true },
  { method: 'ping', legacyOnly: true },
];

const CELLS: readonly Cell[] = [v1Copy, v2Copy].flatMap(sdk => [
  { sdk, transport: 'memory', era: 'legacy' },
  ...cellsOf(sdk),
]);

/** Under the caller's span, `count` times the same exchange. */
function exchanges(row: Row, count = 1): ExpectedSpan {
  const { method, target, attributes } = row;
  const name = target === undefined ? method : `${method} ${target}`;
  const span = {
    name,
    status: 'UNSET' as const,
    attributes: { 'mcp.method.name': method, ...attributes },
  };
  const exchange: ExpectedSpan = {
    ...span,
    kind: 'CLIENT',
    children: [{ ...span, kind: 'SERVER' }],
  };
  return {
    name: 'app',
    children: Array.from({ length: count }, () => exchange),
  };
}

async function assertTree(
  telemetry: Telemetry,
  expected: ExpectedSpan | ExpectedSpan[]
): Promise<void> {
  await allEnded(telemetry);
  const spans = telemetry.spans();
  assertSpanTree(spans, expected);
  const metrics = await telemetry.metrics();
  assert.deepEqual(checkMcpConventions(spans, metrics), []);
}

for (const cell of CELLS) {
  describe(`one of each request, ${cellName(cell)}`, () => {
    let instrumented: Instrumented;
    let link: Link;
    before(async () => {
      instrumented = startInstrumented([cell.sdk]);
      link = await connectLink(cell, {
        createServer: () => createRichServer(cell.sdk),
      });
    });
    beforeEach(() => instrumented.telemetry.reset());
    after(async () => {
      await link.close();
      await instrumented.stop();
    });

    for (const row of ROWS) {
      if (row.legacyOnly === true && cell.era === 'modern') continue;
      it(`${row.method} ${row.target ?? ''}`.trim(), async () => {
        const { method, params = {} } = row;
        await inSpan('app', () =>
          request(cell.sdk, link.client, { method, params })
        );
        await assertTree(instrumented.telemetry, exchanges(row));
      });
    }

    if (cell.sdk.line === 'v2') {
      it('tools/list, page by page, under the one call that asked', async () => {
        await inSpan('app', () => link.client.listTools());
        const row = { method: 'tools/list' };
        await assertTree(instrumented.telemetry, exchanges(row, PAGES));
      });
    }

    if (cell.transport !== 'http' && cell.era === 'legacy') {
      it('notifications/resources/updated', async () => {
        const method = 'notifications/resources/updated';
        const arrived = new Promise<void>(resolve => {
          onNotification(cell.sdk, link.client, method, () => {
            resolve();
          });
        });
        await inSpan('app', async () => {
          const [server] = link.servers;
          await server?.server.notification({ method, params: NOTE });
        });
        await arrived;
        const span = {
          name: method,
          attributes: { 'mcp.method.name': method, ...RESOURCE },
        };
        // of no call of the client: what a server claims is a link and no more
        const sent = { ...span, kind: 'CLIENT' } as const;
        const taken = { ...span, kind: 'SERVER', links: [method] } as const;
        // the pipe is none that the SDK has, and gives away what is active
        await assertTree(
          instrumented.telemetry,
          cell.transport === 'pipe'
            ? [{ name: 'app', children: [sent, taken] }]
            : [{ name: 'app', children: [sent] }, taken]
        );
      });
    }
  });
}
