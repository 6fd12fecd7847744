/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  startOtlpReceiver,
  type OtlpReceiver,
} from '../../src/otlp/receiver.ts';
import { diagnosticsOf } from '../support/diag.ts';

const TRACE_ID = '5b8efff798038103d269b633813fc60c';

function post(
  receiver: OtlpReceiver,
  path: string,
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' }
): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(receiver.url + path, { method: 'POST', headers, body: text });
}

function traces(...names: string[]): object {
  const spans = names.map((name, index) => ({
    traceId: TRACE_ID,
    spanId: `eee19b7ec3c1b17${String(index)}`,
    name,
    kind: 2,
  }));
  return { resourceSpans: [{ scopeSpans: [{ spans }] }] };
}

function count(value: number, aggregationTemporality: 1 | 2): object {
  const dataPoints = [{ asInt: String(value), attributes: [] }];
  const sum = { dataPoints, aggregationTemporality, isMonotonic: true };
  const metrics = [{ name: 'count', sum }];
  return { resourceMetrics: [{ scopeMetrics: [{ metrics }] }] };
}

describe('startOtlpReceiver', () => {
  let receiver: OtlpReceiver;

  beforeEach(async () => {
    receiver = await startOtlpReceiver();
  });

  afterEach(() => receiver.close());

  it('listens on a free port of 127.0.0.1, or on the one it is given', async () => {
    assert.match(receiver.url, /^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    const port = Number(new URL(receiver.url).port);
    await receiver.close();
    const again = await startOtlpReceiver({ port });
    try {
      assert.equal(again.url, receiver.url);
      await assert.rejects(startOtlpReceiver({ port }), { code: 'EADDRINUSE' });
    } finally {
      await again.close();
    }
    receiver = await startOtlpReceiver();
  });

  it('answers in the encoding of the request', async () => {
    const json = await post(receiver, '/v1/traces', traces('a'));
    assert.equal(json.headers.get('content-type'), 'application/json');
    assert.deepEqual(await json.json(), {});
    const type = 'application/x-protobuf';
    const proto = await post(receiver, '/v1/logs', '', {
      'content-type': type,
    });
    assert.equal(proto.status, 200);
    assert.equal(proto.headers.get('content-type'), type);
    assert.equal(await proto.text(), '');
  });

  const json = 'application/json';
  for (const [what, status, path, body, headers] of [
    ['another path', 404, '/v1/profiles', '{}', { 'content-type': json }],
    ['a content type', 415, '/v1/traces', '{}', { 'content-type': 'text/csv' }],
    ['malformed JSON', 400, '/v1/traces', '{', { 'content-type': json }],
    [
      'malformed protobuf',
      400,
      '/v1/traces',
      '\n\xff',
      { 'content-type': 'application/x-protobuf' },
    ],
    [
      'a content encoding',
      415,
      '/v1/traces',
      '{}',
      { 'content-type': json, 'content-encoding': 'br' },
    ],
    [
      'what is not really gzipped',
      400,
      '/v1/traces',
      '{}',
      { 'content-type': json, 'content-encoding': 'gzip' },
    ],
  ] as const) {
    it(`refuses ${what} with ${String(status)} and says so to diag`, async () => {
      const messages = await diagnosticsOf(async () => {
        const response = await post(receiver, path, body, headers);
        assert.equal(response.status, status);
      });
      assert.deepEqual(messages, [
        `An OTLP request was refused: ${String(status)}`,
      ]);
      assert.deepEqual(receiver.spans(), []);
    });
  }

  it('refuses other methods than POST with 405', async () => {
    const response = await fetch(`${receiver.url}/v1/traces`);
    assert.equal(response.status, 405);
  });

  it('replaces cumulative points and adds up deltas', async () => {
    const points = () => receiver.metrics().map(metric => metric.points);
    await post(receiver, '/v1/metrics', count(3, 2));
    await post(receiver, '/v1/metrics', count(5, 2));
    assert.deepEqual(points(), [[{ attributes: {}, value: 5 }]]);
    receiver.reset();
    await post(receiver, '/v1/metrics', count(3, 1));
    await post(receiver, '/v1/metrics', count(5, 1));
    assert.deepEqual(points(), [[{ attributes: {}, value: 8 }]]);
  });

  it('forgets everything on reset', async () => {
    await post(receiver, '/v1/traces', traces('a'));
    await post(receiver, '/v1/metrics', count(1, 2));
    await post(receiver, '/v1/logs', {
      resourceLogs: [{ scopeLogs: [{ logRecords: [{}] }] }],
    });
    const sizes = () => [
      receiver.spans().length,
      receiver.metrics().length,
      receiver.logs().length,
    ];
    assert.deepEqual(sizes(), [1, 1, 1]);
    receiver.reset();
    assert.deepEqual(sizes(), [0, 0, 0]);
  });

  it('refuses connections after close', async () => {
    const closed = await startOtlpReceiver();
    await closed.close();
    await assert.rejects(fetch(closed.url), TypeError);
  });

  describe('waiting', () => {
    it('resolves with all spans when the last one arrives', async () => {
      const waiting = receiver.waitForSpans(3);
      await post(receiver, '/v1/traces', traces('a', 'b'));
      await post(receiver, '/v1/traces', traces('c'));
      const names = (await waiting).map(({ name }) => name);
      assert.deepEqual(names, ['a', 'b', 'c']);
    });

    it('resolves at once when they have arrived before', async () => {
      await post(receiver, '/v1/traces', traces('a'));
      assert.equal((await receiver.waitForSpans(1)).length, 1);
    });

    it('takes a predicate', async () => {
      const waiting = receiver.waitForSpans(spans =>
        spans.some(({ name }) => name === 'b')
      );
      await post(receiver, '/v1/traces', traces('a'));
      await post(receiver, '/v1/traces', traces('b'));
      assert.equal((await waiting).length, 2);
    });

    it('waits for metrics and logs as well', async () => {
      const metrics = receiver.waitForMetrics(1);
      const logs = receiver.waitForLogs(1);
      await post(receiver, '/v1/metrics', count(1, 2));
      await post(receiver, '/v1/logs', {
        resourceLogs: [{ scopeLogs: [{ logRecords: [{}] }] }],
      });
      assert.equal((await metrics)[0]?.name, 'count');
      assert.equal((await logs).length, 1);
    });

    it('rejects after the timeout and shows what arrived', async () => {
      await post(receiver, '/v1/traces', traces('a', 'b'));
      await assert.rejects(receiver.waitForSpans(3, { timeoutMs: 1 }), {
        message:
          'After 1 ms only this has arrived: 2 spans:\na SERVER\nb SERVER',
      });
      await assert.rejects(receiver.waitForMetrics(1, { timeoutMs: 1 }));
      await assert.rejects(receiver.waitForLogs(1, { timeoutMs: 1 }));
    });

    it('rejects with what the predicate throws', async () => {
      const waiting = receiver.waitForSpans(() => {
        throw new Error('no such span');
      });
      await assert.rejects(waiting, { message: 'no such span' });
    });
  });

  describe('forwarding', () => {
    it('posts everything to another endpoint as it came', async () => {
      const backend = await startOtlpReceiver();
      const relay = await startOtlpReceiver({ forwardTo: `${backend.url}/` });
      const body = gzipSync(JSON.stringify(traces('a')));
      const response = await fetch(`${relay.url}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': json, 'content-encoding': 'gzip' },
        body,
      });
      assert.equal(response.status, 200);
      await relay.close();
      assert.deepEqual(backend.spans(), relay.spans());
      assert.equal(backend.spans().length, 1);
      await backend.close();
    });

    it('sends the headers that the endpoint asks for, and none of the exporter', async () => {
      const received: IncomingHttpHeaders[] = [];
      const backend = createServer((request, response) => {
        received.push(request.headers);
        response.end();
      }).listen(0, '127.0.0.1');
      await once(backend, 'listening');
      const { port } = backend.address() as AddressInfo;
      const relay = await startOtlpReceiver({
        forwardTo: `http://127.0.0.1:${String(port)}`,
        forwardHeaders: { authorization: 'Basic YTpi' },
      });
      await fetch(`${relay.url}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': json, authorization: 'of the exporter' },
        body: JSON.stringify(traces('a')),
      });
      await relay.close();
      backend.close();
      assert.equal(received[0]?.authorization, 'Basic YTpi');
      assert.equal(received[0]['content-type'], json);
    });

    it('reports an unreachable or refusing endpoint to diag only', async () => {
      const dead = await startOtlpReceiver();
      await dead.close();
      const refusing = createServer((_, response) => {
        response.writeHead(503).end();
      }).listen(0, '127.0.0.1');
      await once(refusing, 'listening');
      const { port } = refusing.address() as AddressInfo;
      const refusingUrl = `http://127.0.0.1:${String(port)}`;
      for (const forwardTo of [dead.url, refusingUrl]) {
        const messages = await diagnosticsOf(async () => {
          const relay = await startOtlpReceiver({ forwardTo });
          const response = await post(relay, '/v1/traces', traces('a'));
          assert.equal(response.status, 200);
          await relay.close();
        });
        assert.equal(messages.length, 1);
        assert.ok(messages[0]?.includes(`${forwardTo}/v1/traces`));
      }
      refusing.close();
    });
  });
});
