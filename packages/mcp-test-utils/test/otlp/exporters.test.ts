/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { startFixture } from '../../src/fixtures/start-fixture.ts';
import {
  startOtlpReceiver,
  type OtlpReceiver,
} from '../../src/otlp/receiver.ts';

const EXPORTING = new URL('../programs/exporting.mjs', import.meta.url);

async function runExporter(
  receiver: OtlpReceiver,
  args: string[],
  env: Record<string, string> = {}
): Promise<void> {
  const fixture = await startFixture({
    file: EXPORTING,
    args,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...env },
  });
  const exit = await fixture.exited;
  assert.deepEqual(exit, { code: 0, signal: null }, fixture.stderr);
}

const ORIGIN = {
  scope: { name: 'exporting', version: '1.2.3' },
  service: 'exporting',
  resource: { 'service.name': 'exporting' },
};

function assertSpans(receiver: OtlpReceiver): void {
  const [linked, parent, ...others] = receiver.spans();
  assert.ok(linked && parent);
  assert.deepEqual(others, []);
  const { traceId, spanId, startTime, endTime, events, ...rest } = parent;
  assert.match(traceId, /^[0-9a-f]{32}$/);
  assert.match(spanId, /^[0-9a-f]{16}$/);
  assert.ok(startTime <= endTime && endTime <= Date.now() + 1);
  assert.ok(Date.now() - startTime < 60_000);
  assert.deepEqual(
    events.map(({ name, attributes }) => ({ name, attributes })),
    [{ name: 'something', attributes: { n: 1 } }]
  );
  assert.deepEqual(rest, {
    name: 'parent',
    kind: 'CLIENT',
    status: { code: 'ERROR', message: 'it failed' },
    attributes: {
      text: 'grüße',
      yes: true,
      no: false,
      zero: 0,
      integer: -42,
      double: 0.5,
      list: ['a', 'b'],
      empty: '',
    },
    links: [
      {
        traceId: linked.traceId,
        spanId: linked.spanId,
        attributes: { why: 'a test' },
      },
    ],
    ...ORIGIN,
  });
}

function assertMetrics(receiver: OtlpReceiver): void {
  const plain = { unit: '', description: '', ...ORIGIN };
  assert.deepEqual(receiver.metrics(), [
    {
      ...ORIGIN,
      name: 'duration',
      unit: 's',
      description: 'How long it took',
      type: 'histogram',
      points: [
        {
          attributes: { kind: 'a' },
          count: 2,
          sum: 5.25,
          min: 0.25,
          max: 5,
          boundaries: [0.1, 1],
          bucketCounts: [0, 1, 1],
        },
      ],
    },
    {
      ...plain,
      name: 'count',
      type: 'sum',
      monotonic: true,
      points: [{ attributes: {}, value: 3 }],
    },
    {
      ...plain,
      name: 'level',
      type: 'sum',
      monotonic: false,
      points: [{ attributes: {}, value: -2 }],
    },
    {
      ...plain,
      name: 'gauge',
      type: 'gauge',
      points: [{ attributes: {}, value: 1.5 }],
    },
  ]);
}

function assertLogs(receiver: OtlpReceiver): void {
  const [log, ...others] = receiver.logs();
  assert.ok(log);
  assert.deepEqual(others, []);
  const { time, observedTime, ...rest } = log;
  assert.equal(time, observedTime);
  assert.ok(Date.now() - observedTime < 60_000);
  assert.deepEqual(rest, {
    severityNumber: 17,
    severityText: 'ERROR',
    eventName: 'exporting.done',
    body: { nested: ['x', 1] },
    attributes: { key: 'value' },
    ...ORIGIN,
  });
}

describe('an OTLP receiver and real exporters', () => {
  let receiver: OtlpReceiver;

  beforeEach(async () => {
    receiver = await startOtlpReceiver();
  });

  afterEach(() => receiver.close());

  for (const encoding of ['http', 'proto']) {
    for (const compression of ['none', 'gzip']) {
      it(`reads all signals from ${encoding}, compression ${compression}`, async () => {
        await runExporter(receiver, [encoding], {
          OTEL_EXPORTER_OTLP_COMPRESSION: compression,
        });
        assertSpans(receiver);
        assertMetrics(receiver);
        assertLogs(receiver);
      });
    }
  }

  it('keeps several processes apart', async () => {
    await Promise.all([
      runExporter(receiver, ['http', 'one']),
      runExporter(receiver, ['proto', 'two']),
    ]);
    const services = (records: { service?: string }[]) =>
      records.map(({ service }) => service).sort();
    assert.deepEqual(services(receiver.spans()), ['one', 'one', 'two', 'two']);
    assert.deepEqual(services(receiver.logs()), ['one', 'two']);
    const counts = receiver.metrics().filter(({ name }) => name === 'count');
    assert.deepEqual(services(counts), ['one', 'two']);
    assert.deepEqual(
      counts.map(({ points }) => points),
      [[{ attributes: {}, value: 3 }], [{ attributes: {}, value: 3 }]]
    );
  });
});
