/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import type { SpanKindName, SpanRecord } from 'opentelemetry-mcp-test-utils';
import { observe, type Observed } from '../options/support/observe.ts';
import {
  connectPair,
  createClient,
  createServer,
  inSpan,
  settled,
  type Pair,
} from '../support/pair.ts';
import {
  ALL,
  callTool,
  handle,
  notifyFrom,
  request,
  type Message,
  type Sdk,
} from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';

const SIDES = ['CLIENT', 'SERVER'] as const;
const CANCELLED = 'notifications/cancelled';
const CAPABILITIES = { sampling: {}, roots: {}, elicitation: { url: {} } };

/** Whether a span is below another one, or linked to it. */
function belongsTo(
  span: SpanRecord,
  spans: readonly SpanRecord[],
  named: string
): boolean {
  return spans.some(
    ({ name, spanId, traceId }) =>
      name === named &&
      ((span.traceId === traceId && span.parentSpanId !== undefined) ||
        span.links.some(
          link => link.spanId === spanId && link.traceId === traceId
        ))
  );
}

function assertBelongs(
  spans: readonly SpanRecord[],
  name: string,
  named: string,
  kinds: readonly SpanKindName[] = SIDES
): void {
  for (const kind of kinds) {
    const span = spanOf(spans, name, kind);
    assert.ok(belongsTo(span, spans, named), `${name} ${kind} stands alone`);
  }
}

/** As from a button or a timer: nothing of the call is active. */
function elsewhere<T>(action: () => T): T {
  return context.with(ROOT_CONTEXT, action);
}

interface Stage {
  readonly pair: Pair;
  readonly observed: Observed;
  /** Ends once the tool runs, and gives what lets it answer. */
  readonly running: Promise<Running>;
}

interface Running {
  readonly extra: unknown;
  readonly finish: () => void;
}

async function staged(
  sdk: Sdk,
  use: (stage: Stage) => Promise<void>
): Promise<void> {
  const observed = observe(sdk);
  try {
    const server = createServer(sdk);
    const running = new Promise<Running>(resolve => {
      server.registerTool('wait', {}, (...args: unknown[]) => {
        const extra = args.at(-1);
        return new Promise(answer => {
          const finish = () => {
            answer({ content: [] });
          };
          resolve({ extra, finish });
        });
      });
    });
    const pair = await connectPair(
      sdk,
      createClient(sdk, { capabilities: CAPABILITIES }),
      server
    );
    await settled();
    await observed.telemetry.reset();
    await use({ pair, observed, running });
    await pair.close();
  } finally {
    await observed.stop();
  }
}

function call({ pair }: Stage, options: object = {}): Promise<unknown> {
  const params = { name: 'wait', arguments: {} };
  return inSpan('agent', () =>
    callTool(pair.sdk, pair.client, params, options)
  ).catch((error: unknown) => error);
}

for (const sdk of ALL) {
  describe(`messages that name another one, ${sdk.name}`, () => {
    it('a cancellation of the client belongs to its call', () =>
      staged(sdk, async stage => {
        const stop = new AbortController();
        const called = call(stage, { signal: stop.signal });
        await stage.running;
        elsewhere(() => {
          stop.abort('the user changed their mind');
        });
        await called;
        await settled();
        const spans = stage.observed.telemetry.spans();
        assertBelongs(spans, CANCELLED, 'tools/call wait');
      }));

    it('a cancellation of the server belongs to its call', () =>
      staged(sdk, async ({ pair, observed }) => {
        const asked = new Promise<void>(resolve => {
          handle(sdk, pair.client, 'roots/list', () => {
            resolve();
            return new Promise(() => undefined);
          });
        });
        const stop = new AbortController();
        const listed = inSpan('service', () =>
          request(
            sdk,
            pair.server.server,
            { method: 'roots/list' },
            { signal: stop.signal }
          )
        ).catch((error: unknown) => error);
        await asked;
        elsewhere(() => {
          stop.abort();
        });
        await listed;
        await settled();
        assertBelongs(observed.telemetry.spans(), CANCELLED, 'roots/list');
      }));

    it('a cancellation by a peer that is not traced belongs to the call', () =>
      staged(sdk, async ({ pair, observed, running }) => {
        const { clientTransport } = pair;
        const send = (message: object) =>
          elsewhere(() =>
            pair.serverTransport.onmessage?.({ jsonrpc: '2.0', ...message })
          );
        const params = { name: 'wait', arguments: {} };
        send({ id: 'by-hand', method: 'tools/call', params });
        await running;
        send({ method: CANCELLED, params: { requestId: 'by-hand' } });
        await settled();
        assert.ok(clientTransport);
        const spans = observed.telemetry.spans();
        assertBelongs(spans, CANCELLED, 'tools/call wait', ['SERVER']);
      }));

    it('a cancellation of a call that is over is linked to it', () =>
      staged(sdk, async stage => {
        const { pair, observed } = stage;
        const called = call(stage);
        const { finish } = await stage.running;
        finish();
        await called;
        const spans = observed.telemetry.spans();
        const { attributes } = spanOf(spans, 'tools/call wait', 'CLIENT');
        const requestId = Number(attributes['jsonrpc.request.id']);
        await elsewhere(() =>
          pair.client.notification({ method: CANCELLED, params: { requestId } })
        );
        await settled();
        assertBelongs(observed.telemetry.spans(), CANCELLED, 'tools/call wait');
      }));

    it('progress that is sent from elsewhere belongs to its call', () =>
      staged(sdk, async stage => {
        const onprogress = () => undefined;
        const called = call(stage, { onprogress });
        const { extra, finish } = await stage.running;
        const { _meta, mcpReq } = extra as {
          _meta?: { progressToken?: unknown };
          mcpReq?: { _meta?: { progressToken?: unknown } };
        };
        const progressToken = (_meta ?? mcpReq?._meta)?.progressToken;
        const method = 'notifications/progress';
        await elsewhere(() =>
          notifyFrom(extra)({ method, params: { progressToken, progress: 1 } })
        );
        await settled();
        finish();
        await called;
        const spans = stage.observed.telemetry.spans();
        assertBelongs(spans, method, 'tools/call wait');
      }));

    it('the completion of an elicitation is linked to it', () =>
      staged(sdk, async ({ pair, observed }) => {
        const elicitationId = 'elicitation-1';
        handle(sdk, pair.client, 'elicitation/create', () => ({
          action: 'accept',
        }));
        const params: Message = {
          mode: 'url',
          message: 'sign in',
          url: 'https://example.com/sign-in',
          elicitationId,
        };
        await inSpan('service', () =>
          request(sdk, pair.server.server, {
            method: 'elicitation/create',
            params,
          })
        );
        const method = 'notifications/elicitation/complete';
        await elsewhere(() =>
          pair.server.server.notification({ method, params: { elicitationId } })
        );
        await settled();
        assertBelongs(observed.telemetry.spans(), method, 'elicitation/create');
      }));
  });
}
