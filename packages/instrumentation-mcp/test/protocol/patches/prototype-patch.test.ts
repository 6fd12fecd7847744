/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { PrototypePatch } from '../../../src/protocol/patches/prototype-patch.ts';
import type { Wrapper } from '../../../src/protocol/patching.ts';

type Greeting = (this: object, ...args: unknown[]) => unknown;

function greeter(): { greet: Greeting; other: Greeting } {
  return {
    greet: (...args) => ['original', ...args],
    other: () => 'other',
  };
}

/** A patch whose wrapper notes that it was active, and passes. */
function patchOf(
  prototype: object,
  name: string,
  log: string[],
  methods: readonly string[] = ['greet']
): PrototypePatch {
  const wrappers = new Map<string, Wrapper>();
  const patch = new PrototypePatch(prototype, wrappers);
  for (const method of methods) {
    wrappers.set(
      method,
      original =>
        function (this: object, ...args) {
          if (patch.active) log.push(name);
          return Reflect.apply(original, this, args);
        }
    );
  }
  return patch;
}

describe('PrototypePatch', () => {
  it('wraps the methods that it is told to, and those only', () => {
    const prototype = greeter();
    const { other } = prototype;
    const log: string[] = [];
    const patch = patchOf(prototype, 'a', log, ['greet', 'missing']);
    patch.apply();
    assert.deepEqual(prototype.greet(1, 2), ['original', 1, 2]);
    assert.deepEqual(log, ['a']);
    assert.equal(prototype.other, other);
    assert.equal('missing' in prototype, false);
  });

  it('keeps what a property is: enumerable, writable', () => {
    const before = () => 1;
    const prototype = Object.defineProperty({}, 'greet', {
      configurable: true,
      enumerable: false,
      writable: false,
      value: before,
    });
    patchOf(prototype, 'a', []).apply();
    const after = Object.getOwnPropertyDescriptor(prototype, 'greet');
    assert.notEqual(after?.value, before);
    assert.deepEqual(after, {
      configurable: true,
      enumerable: false,
      writable: false,
      value: after?.value as unknown,
    });
  });

  for (const [what, descriptor] of Object.entries({
    'not configurable': { value: () => 1, configurable: false },
    'an accessor': { get: () => () => 1, configurable: true },
    'not a function': { value: 1, configurable: true },
  })) {
    it(`leaves alone what is ${what}`, () => {
      const prototype = Object.defineProperty({}, 'greet', descriptor);
      const before = Object.getOwnPropertyDescriptor(prototype, 'greet');
      const patch = patchOf(prototype, 'a', []);
      patch.apply();
      const during = Object.getOwnPropertyDescriptor(prototype, 'greet');
      patch.restore();
      const after = Object.getOwnPropertyDescriptor(prototype, 'greet');
      assert.deepEqual([during, after], [before, before]);
    });
  }

  it('does not touch what is inherited', () => {
    const prototype = greeter();
    const derived = Object.create(prototype) as typeof prototype;
    patchOf(derived, 'a', []).apply();
    assert.equal(Object.hasOwn(derived, 'greet'), false);
  });

  it('lets one at a time hold a prototype, however they come and go', () => {
    const steps = fc.array(
      fc.record({
        who: fc.constantFrom('a', 'b', 'c'),
        what: fc.constantFrom('apply', 'restore'),
      }),
      { maxLength: 30 }
    );
    fc.assert(
      fc.property(steps, sequence => {
        const prototype = greeter();
        const before = Object.getOwnPropertyDescriptors(prototype);
        const keys = Reflect.ownKeys(prototype);
        const log: string[] = [];
        const patches = new Map(
          ['a', 'b', 'c'].map(name => [name, patchOf(prototype, name, log)])
        );
        const wanted = new Set<string>();
        for (const { who, what } of sequence) {
          patches.get(who)?.[what]();
          wanted[what === 'apply' ? 'add' : 'delete'](who);
          log.length = 0;
          assert.deepEqual(prototype.greet('x'), ['original', 'x']);
          assert.equal(log.length, Math.min(wanted.size, 1));
          assert.ok(log.every(name => wanted.has(name)));
        }
        for (const patch of patches.values()) patch.restore();
        assert.deepEqual(Reflect.ownKeys(prototype), keys);
        for (const [name, { value }] of Object.entries(before)) {
          assert.equal(Reflect.get(prototype, name), value);
        }
      })
    );
  });

  it('hands a prototype on to who has waited longest', () => {
    const prototype = greeter();
    const log: string[] = [];
    const [a, b, c] = ['a', 'b', 'c'].map(name =>
      patchOf(prototype, name, log)
    );
    for (const patch of [a, b, c]) patch?.apply();
    const active = () => [a?.active, b?.active, c?.active];
    assert.deepEqual(active(), [true, false, false]);
    a?.restore();
    assert.deepEqual(active(), [false, true, false]);
    b?.restore();
    assert.deepEqual(active(), [false, false, true]);
  });

  it('passes through below a wrapper of somebody else, and wakes up again', () => {
    const prototype = greeter();
    const log: string[] = [];
    const patch = patchOf(prototype, 'a', log);
    patch.apply();
    const ours = prototype.greet;
    const theirs: Greeting = function (...args) {
      return ['theirs', Reflect.apply(ours, this, args)];
    };
    prototype.greet = theirs;
    patch.restore();
    assert.equal(prototype.greet, theirs);
    assert.deepEqual(prototype.greet(), ['theirs', ['original']]);
    assert.deepEqual(log, []);
    patch.apply();
    assert.equal(prototype.greet, theirs);
    assert.deepEqual(prototype.greet(), ['theirs', ['original']]);
    assert.deepEqual(log, ['a']);
  });
});
