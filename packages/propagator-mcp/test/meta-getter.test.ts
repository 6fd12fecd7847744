/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { metaGetter } from '../src/index.ts';
import { hostile } from './support/hostile.ts';

describe('metaGetter', () => {
  it('reads own string values', () => {
    const meta = { traceparent: 'a', progressToken: 7, 'acme.com/tag': 'b' };
    assert.equal(metaGetter.get(meta, 'traceparent'), 'a');
    assert.equal(metaGetter.get(meta, 'acme.com/tag'), 'b');
    assert.deepEqual(metaGetter.keys(meta), ['traceparent', 'acme.com/tag']);
  });

  it('tells keys of different case apart', () => {
    assert.equal(
      metaGetter.get({ Traceparent: 'a' }, 'traceparent'),
      undefined
    );
  });

  it('ignores values that are no strings', () => {
    for (const value of [
      7,
      true,
      null,
      undefined,
      {},
      ['a'],
      Symbol('a'),
      1n,
    ]) {
      assert.equal(metaGetter.get({ baggage: value }, 'baggage'), undefined);
      assert.deepEqual(metaGetter.keys({ baggage: value }), []);
    }
  });

  it('finds nothing in carriers that are no objects', () => {
    for (const carrier of [undefined, null, 'abc', 7, ['a', 'b'], () => 'a']) {
      assert.equal(metaGetter.get(carrier, '0'), undefined);
      assert.equal(metaGetter.get(carrier, 'length'), undefined);
      assert.deepEqual(metaGetter.keys(carrier), []);
    }
  });

  it('ignores what is on the prototype or not enumerable', () => {
    const meta = Object.create({ traceparent: 'inherited' }) as object;
    Object.defineProperty(meta, 'baggage', { value: 'a=1' });
    assert.equal(metaGetter.get(meta, 'traceparent'), undefined);
    assert.equal(metaGetter.get(meta, 'baggage'), undefined);
    assert.equal(metaGetter.get(meta, 'constructor'), undefined);
    assert.equal(metaGetter.get(meta, '__proto__'), undefined);
    assert.deepEqual(metaGetter.keys(meta), []);
  });

  it('reads an object that shadows the methods it needs', () => {
    const meta: unknown = JSON.parse(
      '{"hasOwnProperty":"a","propertyIsEnumerable":1,"toString":"b"}'
    );
    assert.equal(metaGetter.get(meta, 'hasOwnProperty'), 'a');
    assert.deepEqual(metaGetter.keys(meta), ['hasOwnProperty', 'toString']);
  });

  it('lists exactly the keys that it can get, and never throws', () => {
    fc.assert(
      fc.property(hostile, fc.string(), (build, other) => {
        const carrier = build();
        for (const key of metaGetter.keys(carrier)) {
          assert.equal(typeof metaGetter.get(carrier, key), 'string');
        }
        const value = metaGetter.get(carrier, other);
        assert.equal(
          value !== undefined,
          metaGetter.keys(carrier).includes(other)
        );
      })
    );
  });
});
