/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extractMeta, injectMeta } from '../src/index.ts';
import { contextWith, TRACEPARENT } from './support/contexts.ts';
import { deepFreeze } from './support/deep-freeze.ts';
import { w3c } from './support/propagators.ts';

const context = contextWith({ baggage: { own: '1' } });
const options = { propagator: w3c };

const metaKeys = fc.oneof(
  fc.constantFrom('traceparent', 'tracestate', 'baggage', 'progressToken'),
  fc.string()
);

/** Params as an application or an SDK would build them. */
const paramsOfCallers = fc
  .tuple(
    fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
    fc.option(
      fc.dictionary(metaKeys, fc.jsonValue(), { noNullPrototype: true }),
      { nil: undefined }
    )
  )
  .map(([params, _meta]): Record<string, unknown> =>
    _meta === undefined ? params : { ...params, _meta }
  );

describe("the caller's objects", () => {
  for (const [how, prepare] of Object.entries({
    frozen: deepFreeze,
    'as they are': <T>(value: T): T => value,
  })) {
    it(`are never changed, and always copied (${how})`, () => {
      fc.assert(
        fc.property(paramsOfCallers, params => {
          const before = structuredClone(params);
          const injected = injectMeta(context, prepare(params), options);
          extractMeta(context, injected, options);
          assert.notEqual(injected, params);
          assert.notEqual(injected._meta, params._meta);
          assert.deepEqual(params, before);
        })
      );
    });
  }

  it('are shared, not cloned, wherever nothing is written', () => {
    fc.assert(
      fc.property(paramsOfCallers, params => {
        const injected = injectMeta(context, params, options);
        for (const key of Object.keys(params)) {
          if (key !== '_meta') assert.equal(injected[key], params[key]);
        }
        assert.deepEqual(
          new Set(Object.keys(injected)),
          new Set([...Object.keys(params), '_meta'])
        );
      })
    );
  });

  it('may be injected into again and again, as for retries', () => {
    const params = deepFreeze({ name: 'add', _meta: { progressToken: 7 } });
    const once = deepFreeze(injectMeta(context, params, options));
    const twice = injectMeta(context, once, options);
    assert.deepEqual(twice, once);
    assert.deepEqual(twice._meta, {
      progressToken: 7,
      traceparent: TRACEPARENT,
      baggage: 'own=1',
    });
  });

  it('have their accessors read, not copied', () => {
    let reads = 0;
    const params = {
      get name() {
        reads += 1;
        return 'add';
      },
    };
    const injected = injectMeta(context, params, options);
    assert.equal(reads, 1);
    assert.equal(injected.name, 'add');
    assert.equal(reads, 1);
  });
});
