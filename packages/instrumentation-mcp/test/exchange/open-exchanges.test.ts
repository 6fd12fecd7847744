/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import fc from 'fast-check';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import {
  OpenExchanges,
  type Register,
  type Registered,
} from '../../src/exchange/open-exchanges.ts';
import type { RequestId } from '../../src/model/json-rpc.ts';
import type { Outcome } from '../../src/model/outcome.ts';

const CLOSED: Outcome = { kind: 'failure', errorType: 'connection_closed' };

/** As much of an exchange as its bookkeeping touches. */
class Registrable implements Registered {
  readonly context = ROOT_CONTEXT;
  readonly outcomes: Outcome[] = [];
  private _register: Register | undefined;
  private _id: RequestId = '';

  filedIn(register: Register, id: RequestId): void {
    this._register = register;
    this._id = id;
  }

  end(outcome: Outcome): void {
    this.outcomes.push(outcome);
    this._register?.remove(this._id, this);
  }
}

describe('OpenExchanges', () => {
  it('finds an exchange by its id, of the very type', () => {
    const open = new OpenExchanges<Registrable>();
    const one = new Registrable();
    assert.equal(open.get(1), undefined);
    open.add(1, one);
    assert.equal(open.get(1), one);
    assert.equal(open.get('1'), undefined);
    assert.equal(open.size, 1);
  });

  it('no longer has what has ended', () => {
    const open = new OpenExchanges<Registrable>();
    const one = new Registrable();
    open.add(1, one);
    one.end(CLOSED);
    assert.equal(open.get(1), undefined);
    assert.equal(open.size, 0);
  });

  it('ends the exchange that an id belonged to before', () => {
    const open = new OpenExchanges<Registrable>();
    const [first, second] = [new Registrable(), new Registrable()];
    open.add(1, first);
    open.add(1, second);
    assert.deepEqual(first.outcomes, [
      { kind: 'failure', errorType: 'duplicate_id' },
    ]);
    assert.equal(open.get(1), second);
    second.end(CLOSED);
    assert.equal(open.get(1), undefined);
  });

  it('takes any id for what it is', () => {
    const open = new OpenExchanges<Registrable>();
    for (const id of ['__proto__', 'constructor', '', Number.NaN, -0]) {
      const one = new Registrable();
      open.add(id, one);
      assert.equal(open.get(id), one);
    }
  });

  it('ends all that is open, and forgets it, whatever one of them throws', () => {
    const open = new OpenExchanges<Registrable>();
    const [one, two] = [new Registrable(), new Registrable()];
    const broken = new Registrable();
    broken.end = () => {
      throw new Error('a span processor');
    };
    open.add(0, broken);
    open.add(1, one);
    open.add('a', two);
    open.endAll(CLOSED);
    open.endAll(CLOSED);
    assert.deepEqual(one.outcomes, [CLOSED]);
    assert.deepEqual(two.outcomes, [CLOSED]);
    assert.equal(open.size, 0);
  });

  it('does as a map by id would', () => {
    const id: fc.Arbitrary<RequestId> = fc.oneof(
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom('0', '1', 'a')
    );
    const step = fc.record({
      id,
      what: fc.constantFrom('add', 'end', 'endAll'),
    });
    fc.assert(
      fc.property(fc.array(step), steps => {
        const open = new OpenExchanges<Registrable>();
        const model = new Map<RequestId, Registrable>();
        for (const { id, what } of steps) {
          if (what === 'add') {
            const one = new Registrable();
            open.add(id, one);
            model.set(id, one);
          } else if (what === 'endAll') {
            open.endAll(CLOSED);
            model.clear();
          } else {
            model.get(id)?.end(CLOSED);
            model.delete(id);
          }
          assert.equal(open.get(id), model.get(id));
          assert.equal(open.size, model.size);
        }
      })
    );
  });
});
