/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { SpanKind, type Attributes } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace';
import assert from 'node:assert/strict';
import { connectLink, type Cell } from '../failures/support/link.ts';
import { v1Copy, v2Copy } from '../failures/support/workspace-copies.ts';
import { startInstrumented } from '../support/instrumented.ts';
import { settled } from '../support/pair.ts';
import { callTool } from '../support/sdk.ts';

interface Offered {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: Attributes;
}

/** Whatever a sampler can decide by is there when a span starts. */
const ON_BOTH_SIDES = [
  'mcp.method.name',
  'gen_ai.operation.name',
  'gen_ai.tool.name',
  'network.transport',
  'network.protocol.name',
  'mcp.protocol.version',
];
const ON_CLIENTS = [...ON_BOTH_SIDES, 'server.address', 'server.port'];

async function offeredToSampler(cell: Cell): Promise<Offered[]> {
  const offered: Offered[] = [];
  const { stop } = startInstrumented([cell.sdk], {
    sampler: {
      shouldSample(_context, _traceId, name, kind, attributes) {
        offered.push({ name, kind, attributes: { ...attributes } });
        return { decision: SamplingDecision.RECORD_AND_SAMPLED };
      },
      toString: () => 'listening',
    },
  });
  try {
    const link = await connectLink(cell);
    await callTool(cell.sdk, link.client, { name: 'echo', arguments: {} });
    await link.close();
    await settled();
  } finally {
    await stop();
  }
  return offered.filter(({ name }) => name === 'tools/call echo');
}

describe('a sampler', () => {
  for (const [sdk, era] of [
    [v1Copy, 'legacy'],
    [v2Copy, 'legacy'],
    [v2Copy, 'modern'],
  ] as const) {
    it(`gets what it may decide by, ${sdk.name}, ${era}`, async () => {
      const offered = await offeredToSampler({ sdk, transport: 'http', era });
      assert.deepEqual(
        offered.map(({ kind }) => kind),
        [SpanKind.CLIENT, SpanKind.SERVER]
      );
      for (const { kind, attributes } of offered) {
        const keys = kind === SpanKind.CLIENT ? ON_CLIENTS : ON_BOTH_SIDES;
        assert.deepEqual(
          keys.filter(key => attributes[key] === undefined),
          []
        );
      }
    });
  }
});
