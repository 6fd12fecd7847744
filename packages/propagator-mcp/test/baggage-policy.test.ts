/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import {
  propagation,
  type Context,
  type TextMapPropagator,
  type TextMapSetter,
} from '@opentelemetry/api';
import { injectMeta, type InjectMetaOptions } from '../src/index.ts';
import { contextWith, TRACEPARENT } from './support/contexts.ts';
import { deepFreeze } from './support/deep-freeze.ts';
import { diagnosticsOf } from './support/diagnostics.ts';
import { throwing, w3c } from './support/propagators.ts';

const context = contextWith({ baggage: { tenant: 'acme', user: 'alice' } });
const silent = contextWith({ span: false });

function inject(
  from: Context,
  meta: Record<string, unknown>,
  options: InjectMetaOptions
): unknown {
  const params = deepFreeze({ name: 'add', _meta: meta });
  return injectMeta(from, params, { propagator: w3c, ...options })._meta;
}

describe('the baggage policy of injectMeta', () => {
  describe('for the baggage of the context', () => {
    const table: [string, InjectMetaOptions['baggage'], string | undefined][] =
      [
        ['by default', undefined, 'tenant=acme,user=alice'],
        ['all', 'all', 'tenant=acme,user=alice'],
        ['off', 'off', undefined],
        ['named keys', ['tenant', 'absent'], 'tenant=acme'],
        ['no keys', [], undefined],
      ];
    for (const [name, baggage, expected] of table) {
      it(`${name}: ${expected ?? 'nothing'} leaves`, () => {
        assert.deepEqual(inject(context, {}, { baggage }), {
          traceparent: TRACEPARENT,
          ...(expected !== undefined && { baggage: expected }),
        });
      });
    }

    it('lets nothing out for what is no policy', () => {
      // @ts-expect-error neither off, nor all, nor a list
      const options: InjectMetaOptions = { baggage: 'tenant' };
      assert.deepEqual(inject(context, {}, options), {
        traceparent: TRACEPARENT,
      });
    });

    it('holds for any propagator, whatever its keys are', () => {
      const perEntry: TextMapPropagator = {
        inject(from: Context, carrier: unknown, setter: TextMapSetter) {
          const entries = propagation.getBaggage(from)?.getAllEntries() ?? [];
          for (const [key, { value }] of entries) {
            setter.set(carrier, `uberctx-${key}`, value);
          }
        },
        extract: from => from,
        fields: () => [],
      };
      const options = { propagator: perEntry, baggage: ['user'] };
      assert.deepEqual(inject(context, {}, options), {
        'uberctx-user': 'alice',
      });
    });

    it('leaves the context itself as it is', () => {
      inject(context, {}, { baggage: 'off' });
      assert.equal(propagation.getBaggage(context)?.getAllEntries().length, 2);
    });
  });

  describe('for a baggage key that is in _meta', () => {
    const table: [string, string, readonly string[] | 'off', string?][] = [
      ['one of many', 'a=1,b=2,c=3', ['b'], 'b=2'],
      ['with properties', 'a=1;p=x, b=2;ttl=3', ['a'], 'a=1;p=x'],
      ['with spaces', ' a = 1 ,b=2', ['a'], ' a = 1 '],
      ['encoded', 'k%C3%A9y=1,b=2', ['kéy'], 'k%C3%A9y=1'],
      ['badly encoded', '%E0%A4=1,b=2', ['%E0%A4'], '%E0%A4=1'],
      ['without a value', 'a,b=2', ['a'], 'a'],
      ['that only looks alike', 'ab=1,xa=1,A=1,b=a', ['a']],
      ['named in a property', 'b=1;a=2', ['a']],
      ['twice', 'a=1,b=1,a=2', ['a'], 'a=1,a=2'],
      ['at all', 'a=1', 'off'],
      ['of a prototype', '__proto__=1,constructor=2', ['toString']],
      ['in nothing', ',,', ['a']],
    ];
    for (const [name, existing, baggage, expected] of table) {
      it(`filters keys ${name}: ${existing}`, () => {
        const meta = { progressToken: 7, baggage: existing };
        assert.deepEqual(inject(silent, meta, { baggage }), {
          progressToken: 7,
          ...(expected !== undefined && { baggage: expected }),
        });
      });
    }

    it('removes what is no string', () => {
      for (const existing of [7, null, ['a=1'], { a: 1 }]) {
        const meta = { baggage: existing };
        assert.deepEqual(inject(silent, meta, { baggage: ['a'] }), {});
      }
    });

    it('gives the params themselves where all of it may pass', () => {
      const options = { propagator: w3c, baggage: ['a', 'b'] };
      for (const params of [{ _meta: { baggage: 'a=1,b=2' } }, {}, undefined]) {
        assert.equal(injectMeta(silent, params, options), params);
      }
    });

    it('replaces it by the baggage of the context', () => {
      const meta = { baggage: 'user=mallory,a=1' };
      assert.deepEqual(inject(context, meta, { baggage: ['user'] }), {
        traceparent: TRACEPARENT,
        baggage: 'user=alice',
      });
    });

    it('does not hand it on beside a trace context of ours', () => {
      const meta = { baggage: 'theirs=1' };
      assert.deepEqual(inject(context, meta, { baggage: 'off' }), {
        traceparent: TRACEPARENT,
      });
    });

    it('leaves it alone where filterExisting is false', () => {
      const options = { baggage: 'off', filterExisting: false } as const;
      assert.deepEqual(inject(context, { baggage: 'own=1' }, options), {
        traceparent: TRACEPARENT,
        baggage: 'own=1',
      });
      const params = { _meta: { baggage: 'own=1' } };
      assert.equal(injectMeta(silent, params, options), params);
    });

    it('leaves it alone by default', () => {
      const params = { _meta: { baggage: 'own=1' } };
      assert.equal(injectMeta(silent, params, { propagator: w3c }), params);
    });

    it('filters it even if the propagator throws', () => {
      const propagator = throwing(new Error('broken'));
      const calls = diagnosticsOf(() => {
        const meta = { baggage: 'a=1', progressToken: 7 };
        const options: InjectMetaOptions = { propagator, baggage: 'off' };
        assert.deepEqual(inject(context, meta, options), { progressToken: 7 });
      });
      assert.equal(calls.length, 1);
    });
  });
});
