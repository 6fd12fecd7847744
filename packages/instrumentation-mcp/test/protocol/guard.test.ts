/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import {
  context,
  createContextKey,
  ROOT_CONTEXT,
  type DiagLogger,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { Guard } from '../../src/protocol/guard.ts';

function logger(log: (...args: unknown[]) => void): DiagLogger {
  return { error: log, warn: log, info: log, debug: log, verbose: log };
}

const KEY = createContextKey('guard test');

describe('Guard', () => {
  let lines: unknown[][];
  let guard: Guard;
  beforeEach(() => {
    lines = [];
    guard = new Guard(
      logger((...args) => {
        lines.push(args);
      })
    );
  });
  afterEach(() => {
    context.disable();
  });

  it('returns what a step returns, and says nothing', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        assert.equal(
          Object.is(
            guard.run('a step', () => value),
            value
          ),
          true
        );
      })
    );
    assert.deepEqual(lines, []);
  });

  it('returns nothing for a step that throws, with one line', () => {
    fc.assert(
      fc.property(fc.anything(), thrown => {
        lines.length = 0;
        const result = guard.run('a step', (): unknown => {
          throw thrown;
        });
        assert.equal(result, undefined);
        assert.equal(lines.length, 1);
      })
    );
  });

  it('does not quote what the error says, which may be payload', () => {
    guard.run('a step', () => {
      throw new TypeError('a secret');
    });
    assert.match(String(lines), /a step/);
    assert.match(String(lines), /TypeError/);
    assert.doesNotMatch(String(lines), /secret/);
  });

  it('survives a logger that throws', () => {
    const deaf = new Guard(
      logger(() => {
        throw new Error('no log');
      })
    );
    const fail = (): unknown => {
      throw new Error('a step');
    };
    assert.equal(deaf.run('a step', fail), undefined);
  });

  it('survives an error whose name throws', () => {
    const error = Object.defineProperty(new Error('evil'), 'name', {
      get() {
        throw new Error('a getter');
      },
    });
    const fail = (): unknown => {
      throw error;
    };
    assert.equal(guard.run('a step', fail), undefined);
  });

  it('runs a step of the host in a context, once', () => {
    context.setGlobalContextManager(
      new AsyncLocalStorageContextManager().enable()
    );
    const entered = ROOT_CONTEXT.setValue(KEY, 'inside');
    const seen: unknown[] = [];
    const result = guard.within(entered, () =>
      seen.push(context.active().getValue(KEY))
    );
    assert.equal(result, 1);
    assert.deepEqual(seen, ['inside']);
  });

  it('hands on what the step of the host throws, without a line', () => {
    const error = new Error('of the host');
    let runs = 0;
    const fail = () => {
      runs++;
      throw error;
    };
    assert.throws(
      () => guard.within(ROOT_CONTEXT, fail),
      thrown => thrown === error
    );
    assert.equal(runs, 1);
    assert.deepEqual(lines, []);
  });

  it('runs the step without a context manager, and with one that fails', () => {
    assert.equal(
      guard.within(ROOT_CONTEXT, () => 'ran'),
      'ran'
    );
    const broken = Object.assign(new AsyncLocalStorageContextManager(), {
      with: () => {
        throw new Error('broken');
      },
    });
    context.setGlobalContextManager(broken);
    let runs = 0;
    assert.equal(
      guard.within(ROOT_CONTEXT, () => ++runs),
      1
    );
    assert.equal(runs, 1);
    assert.equal(lines.length, 1);
  });
});
