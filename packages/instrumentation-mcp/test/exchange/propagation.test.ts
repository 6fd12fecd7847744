/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { trace } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import {
  connectPair,
  createClient,
  createServer,
  inSpan,
  settled,
  type Pair,
} from '../support/pair.ts';
import { callTool, LINES_ESM, type Message } from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const SPAN_ID = 'b7ad6b7169203331';
const TRACEPARENT = `00-${TRACE_ID}-${SPAN_ID}-01`;

for (const sdk of LINES_ESM) {
  describe(`trace context in _meta, ${sdk.name}`, () => {
    let instrumented: Instrumented;
    let pair: Pair;
    let sent: Message[];
    before(async () => {
      instrumented = startInstrumented([sdk]);
      const debouncedNotificationMethods = ['notifications/roots/list_changed'];
      const client = createClient(sdk, {
        capabilities: { roots: { listChanged: true } },
        debouncedNotificationMethods,
      });
      pair = await connectPair(sdk, client, createServer(sdk));
      const { onmessage } = pair.serverTransport;
      pair.serverTransport.onmessage = function (message, ...rest) {
        sent.push(message as Message);
        onmessage?.call(this, message, ...rest);
      };
    });
    beforeEach(async () => {
      await settled();
      await instrumented.telemetry.reset();
      sent = [];
    });
    after(async () => {
      await pair.close();
      await instrumented.stop();
    });

    const traceparents = () =>
      sent.map(({ params }) => {
        const { _meta } = (params ?? {}) as { _meta?: Message };
        return _meta?.['traceparent'];
      });
    const echo = { name: 'echo', arguments: {} };
    const theirs = { ...echo, _meta: { traceparent: TRACEPARENT } };

    it('is that of the client span', async () => {
      await callTool(sdk, pair.client, echo);
      const { traceId, spanId } = spanOf(
        instrumented.telemetry.spans(),
        'tools/call echo',
        'CLIENT'
      );
      assert.deepEqual(traceparents(), [`00-${traceId}-${spanId}-01`]);
    });

    it('replaces what the caller forwards, within a span', async () => {
      const app = await inSpan('app', async span => {
        await callTool(sdk, pair.client, theirs);
        return span.spanContext();
      });
      const span = spanOf(
        instrumented.telemetry.spans(),
        'tools/call echo',
        'CLIENT'
      );
      assert.equal(span.traceId, app.traceId);
      assert.equal(span.parentSpanId, app.spanId);
      assert.deepEqual(traceparents(), [`00-${app.traceId}-${span.spanId}-01`]);
    });

    it('continues what the caller gives, without a span', async () => {
      await callTool(sdk, pair.client, theirs);
      const span = spanOf(
        instrumented.telemetry.spans(),
        'tools/call echo',
        'CLIENT'
      );
      assert.equal(span.traceId, TRACE_ID);
      assert.equal(span.parentSpanId, SPAN_ID);
      assert.deepEqual(traceparents(), [`00-${TRACE_ID}-${span.spanId}-01`]);
    });

    it('is different for each of several calls at once', async () => {
      await inSpan('app', () =>
        Promise.all([1, 2, 3].map(() => callTool(sdk, pair.client, echo)))
      );
      assert.equal(new Set(traceparents()).size, 3);
    });

    it('leaves debounced notifications one message', async () => {
      await inSpan('app', async span => {
        const { client } = pair;
        await Promise.all([1, 2, 3].map(() => client.sendRootsListChanged()));
        await settled();
        const { traceId, spanId } = span.spanContext();
        const note = spanOf(
          instrumented.telemetry.spans(),
          'notifications/roots/list_changed',
          'CLIENT'
        );
        assert.equal(note.parentSpanId, spanId);
        assert.equal(note.traceId, traceId);
      });
      assert.deepEqual(
        sent.map(({ method }) => method),
        ['notifications/roots/list_changed']
      );
      assert.equal(traceparents().length, 1);
    });

    it('reaches the handler as the active span', async () => {
      let active: string | undefined;
      pair.server.registerTool('active', {}, () => {
        active = trace.getActiveSpan()?.spanContext().spanId;
        return { content: [] };
      });
      await callTool(sdk, pair.client, { name: 'active', arguments: {} });
      await settled();
      const span = spanOf(
        instrumented.telemetry.spans(),
        'tools/call active',
        'SERVER'
      );
      assert.equal(active, span.spanId);
    });
  });
}
