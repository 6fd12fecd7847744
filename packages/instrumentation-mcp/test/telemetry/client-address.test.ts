/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  INVALID_SPAN_CONTEXT,
  trace,
  type Attributes,
} from '@opentelemetry/api';
import assert from 'node:assert/strict';
import type { SpanRecord } from 'opentelemetry-mcp-test-utils';
import type { HttpHeaders } from '../../src/model/connection.ts';
import { addClient } from '../../src/telemetry/client-address.ts';
import type { SdkCopy } from '../failures/support/copies.ts';
import { connectLink } from '../failures/support/link.ts';
import { v1Copy, v2Copy } from '../failures/support/workspace-copies.ts';
import { startInstrumented } from '../support/instrumented.ts';
import { settled } from '../support/pair.ts';
import { callTool } from '../support/sdk.ts';

const HEADERS: readonly [headers: Record<string, string>, address?: string][] =
  [
    [{}],
    [{ forwarded: '' }],
    [{ forwarded: 'proto=https;by=203.0.113.43' }],
    [{ forwarded: 'for=192.0.2.60;proto=http;by=203.0.113.43' }, '192.0.2.60'],
    [{ forwarded: 'For="[2001:db8:cafe::17]:4711"' }, '2001:db8:cafe::17'],
    [{ forwarded: 'for=192.0.2.43, for=198.51.100.17' }, '192.0.2.43'],
    [{ forwarded: 'for=192.0.2.43:47011' }, '192.0.2.43'],
    [{ forwarded: 'for=_hidden' }, '_hidden'],
    [{ 'x-forwarded-for': '203.0.113.195' }, '203.0.113.195'],
    [{ 'x-forwarded-for': ' 203.0.113.195 , 70.41.3.18' }, '203.0.113.195'],
    [{ 'x-forwarded-for': '2001:db8::17' }, '2001:db8::17'],
    [{ 'x-forwarded-for': ',' }],
    [
      { forwarded: 'for=192.0.2.60', 'x-forwarded-for': '203.0.113.195' },
      '192.0.2.60',
    ],
  ];

function addressBy(headers: HttpHeaders): Attributes {
  const attributes: Attributes = {};
  addClient(attributes, undefined, headers);
  return attributes;
}

describe('the address of a client', () => {
  for (const [headers, address] of HEADERS) {
    it(`is ${address ?? 'unknown'} by ${JSON.stringify(headers)}`, () => {
      const expected =
        address === undefined ? {} : { 'client.address': address };
      assert.deepEqual(addressBy(headers), expected);
      assert.deepEqual(addressBy(new Headers(headers)), expected);
    });
  }

  for (const [known, expected] of [
    [
      { 'client.address': '192.0.2.1', 'client.port': 7 },
      { 'client.address': '192.0.2.1', 'client.port': 7 },
    ],
    [
      {
        'client.address': '192.0.2.1',
        'network.peer.address': '192.0.2.1',
        'network.peer.port': 8,
      },
      { 'client.address': '192.0.2.1', 'client.port': 8 },
    ],
    // The port of a proxy is not the client's.
    [
      {
        'client.address': '192.0.2.1',
        'network.peer.address': '198.51.100.1',
        'network.peer.port': 8,
      },
      { 'client.address': '192.0.2.1' },
    ],
    [{ 'network.peer.address': '198.51.100.1', 'network.peer.port': 8 }, {}],
  ] as const) {
    it(`is what the HTTP server span has: ${JSON.stringify(known)}`, () => {
      const attributes: Attributes = {};
      const span = Object.assign(trace.wrapSpanContext(INVALID_SPAN_CONTEXT), {
        attributes: known,
      });
      addClient(attributes, span, undefined);
      assert.deepEqual(attributes, expected);
    });
  }

  it('is cut where it is no address', () => {
    const headers = { 'x-forwarded-for': 'x'.repeat(10_000) };
    const { 'client.address': address } = addressBy(headers);
    assert.equal(String(address).length, 128);
  });

  for (const sdk of [v1Copy, v2Copy]) {
    it(`is what a proxy says, over HTTP without a span of its own, ${sdk.name}`, async () => {
      const spans = await spansOfCall(sdk, {
        requestInit: { headers: { 'x-forwarded-for': '203.0.113.195' } },
      });
      const addresses = spans.map(({ kind, attributes }) => [
        kind,
        attributes['client.address'],
      ]);
      assert.deepEqual(addresses.sort(), [
        ['CLIENT', undefined],
        ['SERVER', '203.0.113.195'],
      ]);
    });
  }
});

async function spansOfCall(
  sdk: SdkCopy,
  transportOptions: object
): Promise<SpanRecord[]> {
  const { telemetry, stop } = startInstrumented([sdk]);
  try {
    const cell = { sdk, transport: 'http', era: 'legacy' } as const;
    const link = await connectLink(cell, { transportOptions });
    await callTool(sdk, link.client, { name: 'echo', arguments: {} });
    await link.close();
    await settled();
    return telemetry.spans().filter(({ name }) => name === 'tools/call echo');
  } finally {
    await stop();
  }
}
