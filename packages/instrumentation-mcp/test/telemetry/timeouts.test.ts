/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { observe, type Observed } from '../options/support/observe.ts';
import { connectPair, settled, type Pair } from '../support/pair.ts';
import { ALL, handle, request } from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';

/** Long enough for a request to leave, and nobody waits for more. */
const SOON = 20;

function namedTimeout(): AbortSignal {
  const error = new Error('enough');
  error.name = 'TimeoutError';
  return AbortSignal.abort(error);
}

const SIGNALS: Record<string, [signal: () => AbortSignal, type: string]> = {
  'AbortSignal.timeout()': [() => AbortSignal.timeout(SOON), 'timeout'],
  'AbortSignal.any() with a time-out': [
    () =>
      AbortSignal.any([
        new AbortController().signal,
        AbortSignal.timeout(SOON),
      ]),
    'timeout',
  ],
  'an abort whose reason is named TimeoutError': [namedTimeout, 'timeout'],
  'an abort without a reason': [() => AbortSignal.abort(), 'cancelled'],
  'an abort for a reason of the application': [
    () => AbortSignal.abort(new Error('timeout')),
    'cancelled',
  ],
  'an abort for a reason that cannot be read': [
    () =>
      AbortSignal.abort(
        Object.defineProperty({}, 'name', {
          get: () => {
            throw new Error('unreadable');
          },
        })
      ),
    'cancelled',
  ],
};

for (const sdk of ALL) {
  describe(`requests given up by a signal, ${sdk.name}`, () => {
    let observed: Observed;
    let pair: Pair;
    before(async () => {
      observed = observe(sdk);
      pair = await connectPair(sdk);
      const never = () => new Promise(() => undefined);
      handle(sdk, pair.client, 'ping', never);
      handle(sdk, pair.server.server, 'ping', never);
    });
    after(async () => {
      await pair.close();
      await observed.stop();
    });

    for (const [what, [signal, type]] of Object.entries(SIGNALS)) {
      for (const side of ['client', 'server'] as const) {
        it(`${what} of a ${side} is ${type}`, async () => {
          await observed.telemetry.reset();
          const sender = side === 'client' ? pair.client : pair.server.server;
          const options = { signal: signal() };
          const sent = request(sdk, sender, { method: 'ping' }, options);
          await assert.rejects(sent);
          await settled();
          const span = spanOf(observed.telemetry.spans(), 'ping', 'CLIENT');
          assert.equal(span.attributes['error.type'], type);
          assert.equal(span.status.code, 'ERROR');
        });
      }
    }
  });
}
