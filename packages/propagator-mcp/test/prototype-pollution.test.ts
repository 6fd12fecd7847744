/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { ROOT_CONTEXT, type Context } from '@opentelemetry/api';
import { extractMeta, injectMeta, metaGetter } from '../src/index.ts';
import { contextWith, TRACEPARENT } from './support/contexts.ts';
import { w3c, writing } from './support/propagators.ts';

const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf'];
const pristine = Object.getOwnPropertyDescriptors(Object.prototype);

describe('prototype pollution', () => {
  afterEach(() => {
    assert.deepEqual(
      Object.getOwnPropertyDescriptors(Object.prototype),
      pristine
    );
  });

  for (const key of KEYS) {
    describe(`by the key ${key}`, () => {
      it('inbound: a string is a value like any other', () => {
        const params = parse(`{"_meta":{"${key}":"polluted"}}`);
        const { propagator, seen } = spying(key);
        extractMeta(ROOT_CONTEXT, params, { propagator });
        assert.deepEqual(seen, { value: 'polluted', keys: [key] });
      });

      it('inbound: an object is ignored, and so is what it holds', () => {
        const params = parse(
          `{"_meta":{"${key}":{"traceparent":"${TRACEPARENT}"}}}`
        );
        const { propagator, seen } = spying(key);
        extractMeta(ROOT_CONTEXT, params, { propagator });
        assert.deepEqual(seen, { value: undefined, keys: [] });
        const extracted = extractMeta(ROOT_CONTEXT, params, {
          propagator: w3c,
        });
        assert.equal(extracted, ROOT_CONTEXT);
      });

      it('inbound: what the prototype has is not there', () => {
        const { propagator, seen } = spying(key);
        extractMeta(ROOT_CONTEXT, { _meta: {} }, { propagator });
        assert.deepEqual(seen, { value: undefined, keys: [] });
      });

      it('outbound: what the peer sent is passed on as a mere key', () => {
        const text = `{"${key}":{"a":1},"_meta":{"${key}":{"b":1}}}`;
        const injected = injectMeta(contextWith(), parse(text), {
          propagator: w3c,
        });
        assert.equal(Object.getPrototypeOf(injected), Object.prototype);
        assert.equal(
          JSON.stringify(injected),
          `{"${key}":{"a":1},"_meta":{"${key}":{"b":1},` +
            `"traceparent":"${TRACEPARENT}"}}`
        );
      });

      it('outbound: a propagator cannot reach a prototype', () => {
        const propagator = writing([
          [key, 'polluted'],
          ['traceparent', TRACEPARENT],
        ]);
        const params = { _meta: { progressToken: 7 } };
        const injected = injectMeta(ROOT_CONTEXT, params, { propagator });
        const meta: unknown = injected._meta;
        assert.equal(Object.getPrototypeOf(meta), Object.prototype);
        assert.equal(metaGetter.get(meta, 'traceparent'), TRACEPARENT);
        assert.equal(
          metaGetter.get(meta, key),
          key === '__proto__' ? undefined : 'polluted'
        );
      });

      it('outbound: a stale field of that name removes no more than the key', () => {
        const propagator = writing([['b3', '1']], ['b3', key]);
        const params = parse(`{"_meta":{"${key}":"old","progressToken":7}}`);
        const injected = injectMeta(ROOT_CONTEXT, params, { propagator });
        assert.equal(
          JSON.stringify(injected),
          '{"_meta":{"progressToken":7,"b3":"1"}}'
        );
      });
    });
  }
});

function parse(text: string): unknown {
  return JSON.parse(text);
}

/** A propagator that notes what it gets under `key`. */
function spying(key: string) {
  const seen: { value: unknown; keys: string[] } = { value: null, keys: [] };
  const propagator: typeof w3c = {
    inject: () => undefined,
    extract(context: Context, carrier: unknown, getter) {
      seen.value = getter.get(carrier, key);
      seen.keys = getter.keys(carrier);
      return context;
    },
    fields: () => [key],
  };
  return { propagator, seen };
}
