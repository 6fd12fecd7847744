/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { propagation } from '@opentelemetry/api';
import fc from 'fast-check';
import { metaGetter, metaSetter } from '../src/index.ts';
import { contextWith, TRACEPARENT } from './support/contexts.ts';
import { hostile } from './support/hostile.ts';
import { w3c } from './support/propagators.ts';

describe('metaSetter', () => {
  it('writes an ordinary property', () => {
    const meta = { progressToken: 7, traceparent: 'old' };
    metaSetter.set(meta, 'traceparent', 'new');
    metaSetter.set(meta, 'baggage', 'a=1');
    assert.deepEqual(Object.getOwnPropertyDescriptors(meta), {
      progressToken: descriptorOf(7),
      traceparent: descriptorOf('new'),
      baggage: descriptorOf('a=1'),
    });
  });

  it('is what propagation.inject needs', () => {
    propagation.disable();
    propagation.setGlobalPropagator(w3c);
    try {
      const meta: Record<string, unknown> = {};
      propagation.inject(contextWith(), meta, metaSetter);
      assert.deepEqual(meta, { traceparent: TRACEPARENT });
    } finally {
      propagation.disable();
    }
  });

  it('shadows what the prototype has instead of assigning to it', () => {
    for (const key of ['constructor', 'toString', 'hasOwnProperty']) {
      const meta = {};
      metaSetter.set(meta, key, 'a');
      assert.deepEqual(Object.keys(meta), [key]);
      assert.equal(metaGetter.get(meta, key), 'a');
    }
    assert.equal(typeof {}.toString, 'function');
  });

  it('ignores __proto__', () => {
    const meta = {};
    metaSetter.set(meta, '__proto__', 'a');
    assert.deepEqual(Reflect.ownKeys(meta), []);
    assert.equal(Object.getPrototypeOf(meta), Object.prototype);
  });

  it('does not run accessors of the carrier', () => {
    const calls: string[] = [];
    const meta = {
      set traceparent(value: string) {
        calls.push(value);
      },
    };
    metaSetter.set(meta, 'traceparent', 'a');
    assert.deepEqual(calls, []);
    assert.equal(metaGetter.get(meta, 'traceparent'), 'a');
  });

  it('ignores values that are no strings', () => {
    for (const value of [7, null, undefined, ['a'], {}]) {
      const meta = {};
      // @ts-expect-error what untyped code may do
      metaSetter.set(meta, 'traceparent', value);
      assert.deepEqual(Reflect.ownKeys(meta), []);
    }
  });

  it('leaves frozen objects, arrays and class instances as they are', () => {
    class Meta {
      progressToken = 7;
    }
    for (const carrier of [Object.freeze({}), [], new Meta(), new Map()]) {
      metaSetter.set(carrier, 'traceparent', 'a');
      assert.equal(Object.hasOwn(carrier, 'traceparent'), false);
    }
  });

  it('never throws, and changes no prototype', () => {
    const before = Reflect.ownKeys(Object.prototype);
    fc.assert(
      fc.property(hostile, fc.string(), fc.string(), (build, key, value) => {
        const carrier = build();
        metaSetter.set(carrier, key, value);
      })
    );
    assert.deepEqual(Reflect.ownKeys(Object.prototype), before);
  });
});

function descriptorOf(value: unknown): PropertyDescriptor {
  return { value, writable: true, enumerable: true, configurable: true };
}
