/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import nodeModule from 'node:module';
import { tolerateAccessor } from '../../src/loading/module-prototype.ts';

const own = (target: object) =>
  Object.getOwnPropertyDescriptor(target, 'require');

describe('an accessor in the place of Module.prototype.require', () => {
  /** As vitest has it in its VM contexts. */
  class Module {
    readonly id: string | undefined;
    constructor(id: string) {
      this.id = id;
    }
    get require(): string {
      assert.ok(this.id !== undefined, 'no module');
      return `require of ${this.id}`;
    }
  }

  it('can be read and set, and serves its instances as before', () => {
    assert.throws(() => Module.prototype.require);
    tolerateAccessor(Module.prototype);
    assert.equal(Module.prototype.require, undefined);
    Reflect.set(Module.prototype, 'require', () => 'a hook');
    assert.equal(new Module('a').require, 'require of a');
  });

  it('is left alone where it can be read', () => {
    class Readable {
      get require(): string {
        return 'readable';
      }
    }
    const before = own(Readable.prototype);
    tolerateAccessor(Readable.prototype);
    assert.deepEqual(own(Readable.prototype), before);
  });

  it('is none in Node.js, where nothing is changed', () => {
    const prototype = nodeModule.prototype as object;
    const before = own(prototype);
    tolerateAccessor(prototype);
    assert.deepEqual(own(prototype), before);
  });
});
