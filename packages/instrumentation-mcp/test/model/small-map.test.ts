/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SmallMap } from '../../src/model/small-map.ts';

/** More than it keeps without a `Map`, and kinds of keys that are easily confused. */
const KEYS = [...Array(40).keys(), '1', -0, Number.NaN, ''];
const STEPS = fc.array(
  fc.oneof(
    { weight: 80, arbitrary: fc.tuple(fc.constant('set'), key()) },
    { weight: 20, arbitrary: fc.tuple(fc.constant('delete'), key()) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('clear'), key()) }
  ),
  { maxLength: 300, size: 'max' }
);

function key() {
  return fc.constantFrom<number | string>(...KEYS);
}

describe('SmallMap', () => {
  it('holds what a Map would hold, in its order', () => {
    let largest = 0;
    fc.assert(
      fc.property(STEPS, steps => {
        const small = new SmallMap<number | string, object>();
        const map = new Map<number | string, object>();
        for (const [step, given] of steps) {
          take(step, given, small, map);
          assert.deepEqual(small.values(), [...map.values()]);
          assert.equal(small.size, map.size);
          largest = Math.max(largest, map.size);
        }
        for (const known of KEYS) {
          assert.equal(small.get(known), map.get(known));
        }
      })
    );
    assert.ok(largest > 32, `there were ${largest} at most`);
  });

  it('keeps nothing of what has left it', () => {
    const small = new SmallMap<number, object>();
    for (let count = 1; count <= 40; count += 1) {
      for (let id = 0; id < count; id += 1) small.set(id, {});
      for (let id = 0; id < count; id += 1) small.delete(id);
      assert.deepEqual(Object.values(small).flat().filter(isObject), []);
    }
  });
});

function take(
  step: string,
  given: number | string,
  small: SmallMap<number | string, object>,
  map: Map<number | string, object>
): void {
  if (step === 'set') {
    const value = {};
    small.set(given, value);
    map.set(given, value);
  } else if (step === 'delete') {
    small.delete(given);
    map.delete(given);
  } else {
    small.clear();
    map.clear();
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
