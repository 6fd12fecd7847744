/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { ROOT_CONTEXT } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import type { ClientExchange } from '../../src/exchange/client-exchange.ts';
import { Calls } from '../../src/protocol/calls.ts';

/** As much of a call as its bookkeeping touches. */
function callOf(): ClientExchange {
  const call = { context: ROOT_CONTEXT, filedIn: () => undefined };
  return call as unknown as ClientExchange;
}

describe('Calls', () => {
  it('are found by the id as a number or as its text', () => {
    const calls = new Calls();
    const call = callOf();
    calls.sent(5, call);
    assert.equal(calls.get(5), call);
    assert.equal(calls.get('5'), call);
    assert.equal(calls.get('five'), undefined);
    assert.equal(calls.get(6), undefined);
  });

  it('that were given up are remembered, but not all of them', () => {
    const calls = new Calls();
    for (let id = 0; id <= 1_000; id++) {
      calls.gaveUp(id, ROOT_CONTEXT);
    }
    assert.equal(calls.named(1_000)?.context, ROOT_CONTEXT);
    assert.equal(calls.named(0)?.context, undefined);
  });
});
