/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { OpenExchanges } from '../../src/exchange/open-exchanges.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import type { RequestId } from '../../src/model/json-rpc.ts';
import type { Outcome } from '../../src/model/outcome.ts';

const CLOSED: Outcome = { kind: 'failure', errorType: 'connection_closed' };

/** As much of an exchange as its bookkeeping touches. */
function exchange(): Exchange & { readonly outcomes: Outcome[] } {
  const outcomes: Outcome[] = [];
  const made = { outcomes, end: (outcome: Outcome) => outcomes.push(outcome) };
  return made as unknown as Exchange & typeof made;
}

describe('OpenExchanges', () => {
  it('finds an exchange by its owner and its id, of the very type', () => {
    const open = new OpenExchanges();
    const owner = {};
    const one = exchange();
    assert.equal(open.get(owner, 1), undefined);
    assert.equal(open.add(owner, 1, one), undefined);
    assert.equal(open.get(owner, 1), one);
    assert.equal(open.get(owner, '1'), undefined);
    assert.equal(open.get({}, 1), undefined);
  });

  it('tells which exchange an id belonged to before', () => {
    const open = new OpenExchanges();
    const owner = {};
    const [first, second] = [exchange(), exchange()];
    open.add(owner, 1, first);
    assert.equal(open.add(owner, 1, second), first);
    open.delete(owner, 1, first);
    assert.equal(open.get(owner, 1), second);
    open.delete(owner, 1, second);
    assert.equal(open.get(owner, 1), undefined);
  });

  it('takes any id for what it is', () => {
    const open = new OpenExchanges();
    const owner = {};
    for (const id of ['__proto__', 'constructor', '', Number.NaN, -0]) {
      const one = exchange();
      assert.equal(open.add(owner, id, one), undefined);
      assert.equal(open.get(owner, id), one);
    }
  });

  it('ends all that is open of one owner, and forgets it', () => {
    const open = new OpenExchanges();
    const [ours, theirs] = [{}, {}];
    const [one, two, other] = [exchange(), exchange(), exchange()];
    open.add(ours, 1, one);
    open.add(ours, 'a', two);
    open.add(theirs, 1, other);
    open.endAll(ours, CLOSED);
    open.endAll(ours, CLOSED);
    assert.deepEqual(one.outcomes, [CLOSED]);
    assert.deepEqual(two.outcomes, [CLOSED]);
    assert.deepEqual(other.outcomes, []);
    assert.equal(open.get(ours, 1), undefined);
    assert.equal(open.get(theirs, 1), other);
  });

  it('does as a map by owner and id would', () => {
    const id: fc.Arbitrary<RequestId> = fc.oneof(
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom('0', '1', 'a')
    );
    const step = fc.record({
      id,
      what: fc.constantFrom('add', 'delete', 'endAll'),
      owner: fc.constantFrom(0, 1),
    });
    fc.assert(
      fc.property(fc.array(step), steps => {
        const open = new OpenExchanges();
        const owners = [{}, {}] as const;
        const models = [
          new Map<RequestId, Exchange>(),
          new Map<RequestId, Exchange>(),
        ] as const;
        for (const { id, what, owner: index } of steps) {
          const owner = owners[index];
          const model = models[index];
          const known = model.get(id);
          if (what === 'add') {
            const one = exchange();
            assert.equal(open.add(owner, id, one), known);
            model.set(id, one);
          } else if (what === 'endAll') {
            open.endAll(owner, CLOSED);
            model.clear();
          } else if (known !== undefined) {
            open.delete(owner, id, known);
            model.delete(id);
          }
          assert.equal(open.get(owner, id), model.get(id));
        }
      })
    );
  });
});
