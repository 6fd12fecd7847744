/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import type { ClientExchange } from '../../src/exchange/client-exchange.ts';
import type { Request, RequestId } from '../../src/model/json-rpc.ts';
import { Calls } from '../../src/protocol/calls.ts';

/** As much of a call as its bookkeeping touches. */
function callOf(method: string): ClientExchange {
  const call = {
    method,
    id: undefined as RequestId | undefined,
    sent(id: RequestId) {
      call.id = id;
    },
  };
  return call as unknown as ClientExchange;
}

function message(method: string, id: RequestId): Request {
  return { method, id };
}

describe('Calls', () => {
  let calls: Calls;
  const owner = {};
  beforeEach(() => {
    calls = new Calls();
  });

  it('give the request that leaves during a call to that call', () => {
    const call = callOf('ping');
    calls.during({ owner, call }, () => {
      assert.equal(calls.claims(message('ping', 7), owner), true);
    });
    assert.equal(call.id, 7);
    assert.equal(calls.get(owner, 7), call);
  });

  it('give nothing to a call of another method, or to one that is over', () => {
    const call = callOf('ping');
    calls.during({ owner, call }, () => {
      assert.equal(calls.claims(message('tools/list', 1), owner), false);
    });
    assert.equal(calls.claims(message('ping', 2), owner), false);
    assert.equal(call.id, undefined);
  });

  it('give a call one request only', () => {
    const call = callOf('ping');
    calls.during({ owner, call }, () => {
      assert.equal(calls.claims(message('ping', 1), owner), true);
      assert.equal(calls.claims(message('ping', 2), owner), false);
    });
    assert.equal(call.id, 1);
  });

  it('know a request that leaves again, as after a 401', () => {
    const call = callOf('ping');
    calls.during({ owner, call }, () =>
      calls.claims(message('ping', 1), owner)
    );
    assert.equal(calls.claims(message('ping', 1), owner), true);
    assert.equal(calls.claims(message('tools/list', 1), owner), false);
    assert.equal(calls.claims(message('ping', 1), {}), false);
    assert.equal(calls.claims(message('ping', 1), undefined), false);
    calls.forget(owner, call);
    assert.equal(calls.claims(message('ping', 1), owner), false);
  });

  it('may be nested, and end by an error', () => {
    const [outer, inner] = [callOf('outer'), callOf('inner')];
    calls.during({ owner, call: outer }, () => {
      assert.throws(
        () =>
          calls.during({ owner, call: inner }, () => {
            assert.equal(calls.claims(message('outer', 1), owner), false);
            throw new Error('of the host');
          }),
        /of the host/
      );
      assert.equal(calls.claims(message('inner', 2), owner), false);
      assert.equal(calls.claims(message('outer', 3), owner), true);
    });
    assert.deepEqual([outer.id, inner.id], [3, undefined]);
  });

  it('are not those of a handler that is called meanwhile', () => {
    const call = callOf('ping');
    calls.during({ owner, call }, () => {
      calls.during(undefined, () => {
        assert.equal(calls.claims(message('ping', 1), owner), false);
      });
      assert.equal(calls.claims(message('ping', 2), owner), true);
    });
    assert.equal(call.id, 2);
  });

  it('are found by the id as a number or as its text', () => {
    const call = callOf('ping');
    calls.sent(owner, 5, call);
    assert.equal(calls.get(owner, '5'), call);
    assert.equal(calls.get(owner, 'five'), undefined);
    calls.forget(owner, call);
    assert.equal(calls.get(owner, 5), undefined);
  });

  it('forget what never left without harm', () => {
    const [never, other] = [callOf('ping'), callOf('ping')];
    calls.sent(owner, 1, other);
    calls.forget(owner, never);
    assert.equal(calls.get(owner, 1), other);
  });
});
