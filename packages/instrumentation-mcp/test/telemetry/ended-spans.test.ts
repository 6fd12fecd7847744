/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, trace } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import { once, EventEmitter } from 'node:events';
import { observe } from '../options/support/observe.ts';
import { connectPair, settled, type Pair } from '../support/pair.ts';
import { ALL, callTool } from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';

for (const sdk of ALL) {
  describe(`what a tool throws, as an event, ${sdk.name}`, () => {
    /** The events of a call, which the tool fails before or after its end. */
    const eventsOf = async (isCancelled: boolean) => {
      const observed = observe(sdk, { toolExceptions: 'span-event' });
      const pair = await connectPair(sdk);
      const { runs, fail } = registerLate(pair.server);
      const { signal, abort } = abortable();
      const call = callTool(sdk, pair.client, { name: 'late' }, { signal });
      await runs;
      if (isCancelled) {
        abort();
        await Promise.allSettled([call]);
        await settled();
      }
      fail();
      await Promise.allSettled([call]);
      await settled();
      const spans = observed.telemetry.spans();
      const { events } = spanOf(spans, 'tools/call late', 'SERVER');
      await pair.close();
      await observed.stop();
      assert.deepEqual(observed.diagnostics.lines, []);
      return events.map(({ name }) => name);
    };

    it('is on its span', async () => {
      assert.deepEqual(await eventsOf(false), ['exception']);
    });

    it('is not on a span that has ended', async () => {
      assert.deepEqual(await eventsOf(true), []);
    });
  });
}

for (const sdk of ALL) {
  it(`the span of somebody else is left alone once it has ended, ${sdk.name}`, async () => {
    const observed = observe(sdk);
    const pair = await connectPair(sdk);
    const { runs, fail } = registerLate(pair.server);
    const attributes = { 'mcp.method.name': 'tools/call' };
    const other = trace.getTracer('other').startSpan('other', { attributes });
    const call = context.with(trace.setSpan(context.active(), other), () =>
      callTool(sdk, pair.client, { name: 'late', arguments: {} })
    );
    await runs;
    other.end();
    fail();
    await call;
    await settled();
    await pair.close();
    await observed.stop();
    const told = observed.diagnostics.lines.filter(
      line => !line.includes('another MCP instrumentation')
    );
    assert.deepEqual(told, []);
  });
}

/** A tool that throws when it is told to. */
function registerLate(server: Pair['server']) {
  const gate = new EventEmitter();
  server.registerTool('late', {}, async () => {
    const opened = once(gate, 'open');
    gate.emit('runs');
    await opened;
    throw new TypeError('late');
  });
  const fail = () => {
    gate.emit('open');
  };
  return { runs: once(gate, 'runs'), fail };
}

function abortable(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    abort: () => {
      controller.abort();
    },
  };
}
