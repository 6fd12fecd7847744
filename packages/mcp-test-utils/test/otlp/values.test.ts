/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type protobuf from 'protobufjs';
import { logsOf, spansOf } from '../../src/otlp/from-otlp.ts';
import { decodeProtobuf } from '../../src/otlp/messages.ts';
import { metricsOf } from '../../src/otlp/metrics-from-otlp.ts';
import type { TelemetryValue } from '../../src/records/values.ts';
import { diagnosticsOf } from '../support/diag.ts';

const require = createRequire(import.meta.url);
// The writer alone, so that the bytes do not come from the described messages.
const { Writer } = require('protobufjs/minimal') as typeof protobuf;

function bodyOf(body: unknown): TelemetryValue | undefined {
  const logRecords = [{ body }];
  const [log] = logsOf({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
  assert.ok(log);
  return log.body;
}

describe('OTLP values', () => {
  const cases: [string, unknown, TelemetryValue][] = [
    ['an integer as text', { intValue: '-7' }, -7],
    ['an integer as number', { intValue: 7 }, 7],
    ['an unsafe integer', { intValue: '9007199254740993' }, 9007199254740993n],
    ['the smallest', { intValue: '-9223372036854775808' }, -(2n ** 63n)],
    ['a double', { doubleValue: 0.25 }, 0.25],
    ['not a number', { doubleValue: 'NaN' }, NaN],
    ['infinity', { doubleValue: '-Infinity' }, -Infinity],
    ['false', { boolValue: false }, false],
    ['an empty string', { stringValue: '' }, ''],
    ['bytes', { bytesValue: 'AQI=' }, new Uint8Array([1, 2])],
    ['nothing', {}, null],
    ['an empty list', { arrayValue: {} }, []],
    [
      'a nested map',
      {
        kvlistValue: {
          values: [
            {
              key: 'list',
              value: { arrayValue: { values: [{ intValue: '1' }, {}] } },
            },
          ],
        },
      },
      { list: [1, null] },
    ],
  ];
  for (const [what, value, expected] of cases) {
    it(`reads ${what} from JSON`, () => {
      assert.deepEqual(bodyOf(value), expected);
    });
  }

  it('tells a log without a body from one with an empty body', () => {
    assert.equal(bodyOf(undefined), undefined);
    assert.equal(bodyOf({}), null);
  });

  it('reads 64-bit integers, bytes and unknown fields from protobuf', () => {
    const value = (tag: number, write: (w: protobuf.Writer) => void) => {
      const writer = Writer.create().uint32(tag);
      write(writer);
      return writer.finish();
    };
    const body = (bytes: Uint8Array) => {
      // LogRecord.body = 5; 99 is a field which nobody knows.
      const log = Writer.create()
        .uint32((99 << 3) | 2)
        .string('future')
        .uint32((5 << 3) | 2)
        .bytes(bytes)
        .finish();
      const wrap = (field: number, inner: Uint8Array) =>
        Writer.create()
          .uint32((field << 3) | 2)
          .bytes(inner)
          .finish();
      const request = Buffer.from(wrap(1, wrap(2, wrap(2, log))));
      return logsOf(decodeProtobuf('Logs', request))[0]?.body;
    };
    const int64 = (text: string) =>
      body(value(3 << 3, writer => writer.int64(text)));
    assert.equal(int64('9007199254740993'), 9007199254740993n);
    assert.equal(int64('-42'), -42);
    const bytes = value((7 << 3) | 2, w => w.bytes(new Uint8Array([0, 255])));
    assert.deepEqual(body(bytes), new Uint8Array([0, 255]));
  });

  it('lower-cases ids and leaves out those that are all zero', () => {
    const spans = [
      {
        traceId: '5B8EFFF798038103D269B633813FC60C',
        spanId: 'EEE19B7EC3C1B174',
        parentSpanId: '0000000000000000',
      },
    ];
    const [span] = spansOf({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
    assert.equal(span?.traceId, '5b8efff798038103d269b633813fc60c');
    assert.equal(span.spanId, 'eee19b7ec3c1b174');
    assert.ok(!('parentSpanId' in span));
  });

  it('takes what is not OTLP at all for an empty request', () => {
    for (const request of [null, 1, 'x', [], { resourceSpans: 'x' }]) {
      assert.deepEqual(spansOf(request), []);
    }
  });

  it('reads exemplars', () => {
    const exemplars = [
      {
        asDouble: 0.5,
        timeUnixNano: '1500000000',
        traceId: '5b8efff798038103d269b633813fc60c',
        spanId: 'eee19b7ec3c1b174',
        filteredAttributes: [{ key: 'k', value: { stringValue: 'v' } }],
      },
    ];
    const dataPoints = [{ count: '1', exemplars }];
    const metrics = [{ name: 'm', histogram: { dataPoints } }];
    const exported = metricsOf({
      resourceMetrics: [{ scopeMetrics: [{ metrics }] }],
    });
    assert.deepEqual(exported[0]?.metric.points, [
      {
        attributes: {},
        count: 1,
        boundaries: [],
        bucketCounts: [],
        exemplars: [
          {
            value: 0.5,
            time: 1500,
            traceId: '5b8efff798038103d269b633813fc60c',
            spanId: 'eee19b7ec3c1b174',
            attributes: { k: 'v' },
          },
        ],
      },
    ]);
  });

  it('leaves out exponential histograms and says so to diag', async () => {
    const metrics = [{ name: 'm', exponentialHistogram: { dataPoints: [{}] } }];
    const messages = await diagnosticsOf(() => {
      const resourceMetrics = [{ scopeMetrics: [{ metrics }] }];
      assert.deepEqual(metricsOf({ resourceMetrics }), []);
      return Promise.resolve();
    });
    assert.deepEqual(messages, ['The metric m is of a kind that is left out']);
  });
});
