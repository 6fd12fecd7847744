/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import fc from 'fast-check';
import assert from 'node:assert/strict';
import { cappedJson } from '../../src/telemetry/capped-json.ts';

const ELLIPSIS = '…';

/** Whether a value is another one, cut: never anything that was not there. */
function isBeginning(cut: unknown, whole: unknown): boolean {
  if (cut === null || cut === '' || cut === whole) {
    return true;
  }
  if (typeof cut === 'string') {
    return (
      typeof whole === 'string' &&
      cut.endsWith(ELLIPSIS) &&
      whole.startsWith(cut.slice(0, -ELLIPSIS.length))
    );
  }
  if (Array.isArray(cut)) {
    return (
      Array.isArray(whole) &&
      cut.every((item, i) => i < whole.length && isBeginning(item, whole[i]))
    );
  }
  return (
    typeof cut === 'object' &&
    typeof whole === 'object' &&
    whole !== null &&
    Object.entries(cut).every(
      ([key, value]) =>
        Object.hasOwn(whole, key) && isBeginning(value, Reflect.get(whole, key))
    )
  );
}

const parse = (json: string | undefined): unknown => JSON.parse(json ?? '');

describe('JSON of a bounded length', () => {
  const anyJson = fc.jsonValue({ stringUnit: 'binary' });
  const anyLimit = fc.integer({ min: 2, max: 80 });

  it('is valid, is no longer than that, and is the beginning', () => {
    fc.assert(
      fc.property(anyJson, anyLimit, (value, limit) => {
        const json = cappedJson(value, limit);
        assert.ok(json !== undefined);
        assert.ok(json.length <= limit, `${json.length} > ${limit}`);
        const whole = parse(JSON.stringify(value));
        assert.ok(isBeginning(parse(json), whole), json);
      }),
      { numRuns: 2_000 }
    );
  });

  it('is the JSON itself where that fits', () => {
    fc.assert(
      fc.property(anyJson, value => {
        const json = JSON.stringify(value);
        assert.equal(cappedJson(value, Math.max(2, json.length)), json);
      })
    );
  });

  it('uses what it may: a long text is cut at the very end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 200 }), limit => {
        const value = { text: 'x'.repeat(1_000) };
        assert.equal(cappedJson(value, limit)?.length, limit);
      })
    );
  });

  it('never ends in half a character', () => {
    const text = '😀'.repeat(100);
    for (let limit = 2; limit < 60; limit++) {
      const json = cappedJson([text], limit) ?? '';
      // JSON writes half a surrogate pair as an escape.
      assert.doesNotMatch(json, /\\u/);
    }
  });

  it('keeps the keys that fit, whatever they are called', () => {
    const value = { ['__proto__']: 1, constructor: 2, long: 'x'.repeat(99) };
    assert.deepEqual(
      Object.entries(parse(cappedJson(value, 50)) as object).map(
        ([key]) => key
      ),
      ['__proto__', 'constructor', 'long']
    );
  });

  it('is none for what JSON cannot say', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const hostile = {
      toJSON() {
        throw new Error('no');
      },
    };
    for (const value of [
      undefined,
      cyclic,
      1n,
      hostile,
      () => 1,
      Symbol('s'),
    ]) {
      assert.equal(cappedJson(value, 10), undefined);
    }
  });
});
