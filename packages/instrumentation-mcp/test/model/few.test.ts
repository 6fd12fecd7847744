/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Few } from '../../src/model/few.ts';

describe('Few', () => {
  it('holds what a set would hold', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(4)));
    fc.assert(
      fc.property(steps, given => {
        const few = new Few<string>();
        const set = new Set<string>();
        for (const [isAdded, number] of given) {
          const thing = `thing ${number}`;
          if (isAdded) {
            few.add(thing);
            set.add(thing);
          } else {
            few.delete(thing);
            set.delete(thing);
          }
        }
        assert.deepEqual(few.all().sort(), [...set].sort());
      })
    );
  });
});
