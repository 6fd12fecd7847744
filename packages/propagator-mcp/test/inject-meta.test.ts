/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import vm from 'node:vm';
import { ROOT_CONTEXT, propagation, trace } from '@opentelemetry/api';
import {
  suppressTracing,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
import { injectMeta } from '../src/index.ts';
import {
  contextWith,
  FOREIGN_TRACEPARENT,
  TRACEPARENT,
} from './support/contexts.ts';
import { w3c, writing } from './support/propagators.ts';

const context = contextWith();
const options = { propagator: w3c };

describe('injectMeta', () => {
  describe('with something to write', () => {
    it('creates _meta in params', () => {
      const params = { name: 'add', arguments: { a: 1 } };
      const injected = injectMeta(context, params, options);
      assert.deepEqual(injected, {
        name: 'add',
        arguments: { a: 1 },
        _meta: { traceparent: TRACEPARENT },
      });
      assert.equal(injected.arguments, params.arguments);
    });

    it('creates params where the message has none', () => {
      assert.deepEqual(injectMeta(context, undefined, options), {
        _meta: { traceparent: TRACEPARENT },
      });
    });

    it('fills a _meta that is present but undefined', () => {
      const params = { _meta: undefined, name: 'add' };
      assert.deepEqual(injectMeta<object>(context, params, options), {
        _meta: { traceparent: TRACEPARENT },
        name: 'add',
      });
    });

    it('keeps all else in _meta, and the order of keys', () => {
      const params = {
        uri: 'file:///a',
        _meta: {
          'io.modelcontextprotocol/protocolVersion': '2026-07-28',
          traceparent: FOREIGN_TRACEPARENT,
          progressToken: 7,
        },
        cursor: 'x',
      };
      const injected = injectMeta(context, params, options);
      assert.equal(
        JSON.stringify(injected),
        JSON.stringify({
          uri: 'file:///a',
          _meta: {
            'io.modelcontextprotocol/protocolVersion': '2026-07-28',
            traceparent: TRACEPARENT,
            progressToken: 7,
          },
          cursor: 'x',
        })
      );
    });

    it('writes trace context, tracestate and baggage', () => {
      const full = contextWith({ tracestate: 'a=1', baggage: { user: 'b' } });
      assert.deepEqual(injectMeta(full, {}, options), {
        _meta: {
          traceparent: TRACEPARENT,
          tracestate: 'a=1',
          baggage: 'user=b',
        },
      });
    });

    it('does not send an empty tracestate', () => {
      const empty = contextWith({ tracestate: '' });
      assert.deepEqual(injectMeta(empty, {}, options), {
        _meta: { traceparent: TRACEPARENT },
      });
    });

    it('keeps null-prototype objects null-prototype, and symbols', () => {
      const tag = Symbol('tag');
      const meta = Object.assign(bare(), { progressToken: 7 });
      const params = Object.assign(bare(), { [tag]: 1, _meta: meta });
      const injected = injectMeta(context, params, options);
      assert.equal(Object.getPrototypeOf(injected), null);
      assert.equal(Object.getPrototypeOf(injected._meta), null);
      assert.equal(injected[tag], 1);
      assert.deepEqual(
        { ...injected._meta },
        {
          progressToken: 7,
          traceparent: TRACEPARENT,
        }
      );
    });

    it('takes objects of another realm for the plain ones they are', () => {
      const params: unknown = vm.runInNewContext(
        '({ name: "add", _meta: { progressToken: 7 } })'
      );
      const injected = injectMeta(context, params, options);
      assert.notEqual(injected, params);
      assert.notEqual(Object.getPrototypeOf(injected), Object.prototype);
      assert.deepEqual(JSON.parse(JSON.stringify(injected)), {
        name: 'add',
        _meta: { progressToken: 7, traceparent: TRACEPARENT },
      });
    });
  });

  describe('returns the very same params', () => {
    const same = (params: unknown, from = context, using = options) => {
      assert.equal(injectMeta(from, params, using), params);
    };

    it('when there is no valid span and no baggage', () => {
      const invalid = trace.setSpanContext(ROOT_CONTEXT, {
        traceId: '0'.repeat(32),
        spanId: '0'.repeat(16),
        traceFlags: 0,
      });
      for (const params of [{ name: 'add' }, { _meta: {} }, undefined]) {
        same(params, ROOT_CONTEXT);
        same(params, invalid);
      }
    });

    it('when tracing is suppressed', () => {
      same(
        { name: 'add' },
        suppressTracing(contextWith({ baggage: { a: 'b' } }))
      );
    });

    it('when only empty values were written', () => {
      same({ _meta: { baggage: 'a=1' } }, context, {
        propagator: writing([['traceparent', '']], ['traceparent', 'b3']),
      });
    });

    it('when a propagator bypassed the setter with what is no string', () => {
      const inject = (_: unknown, carrier: Record<string, unknown>) => {
        carrier['traceparent'] = 7;
      };
      same({}, context, { propagator: { ...writing([]), inject } });
    });

    it('when there is nothing but what Object.prototype inherits to others', () => {
      const polluted = { value: 'a=1', enumerable: true, configurable: true };
      Object.defineProperty(Object.prototype, 'baggage', polluted);
      try {
        same({ name: 'add' }, ROOT_CONTEXT);
        same({ _meta: { progressToken: 7 } }, ROOT_CONTEXT);
      } finally {
        Reflect.deleteProperty(Object.prototype, 'baggage');
      }
    });

    it('when params are no plain object', () => {
      class Params {
        name = 'add';
      }
      class Rootless {
        name = 'add';
      }
      Object.setPrototypeOf(Rootless.prototype, null);
      for (const params of [
        null,
        'text',
        7,
        true,
        ['a'],
        new Params(),
        new Rootless(),
        new Map(),
        new Date(0),
        Object.create({ name: 'inherited' }),
        () => undefined,
        Math,
      ]) {
        same(params);
      }
    });

    it('when _meta is no plain object', () => {
      class Meta {
        progressToken = 7;
      }
      for (const _meta of [null, 'text', 7, ['a'], new Meta(), new Map()]) {
        same({ name: 'add', _meta });
      }
    });
  });

  describe('with the global propagator', () => {
    before(() => {
      propagation.disable();
    });
    afterEach(() => {
      propagation.disable();
    });

    it('creates nothing while none is configured', () => {
      const params = { name: 'add' };
      assert.equal(injectMeta(context, params), params);
      assert.equal(injectMeta(context, undefined), undefined);
    });

    it('does not even look at params while none is configured', () => {
      const untouchable = new Proxy(
        {},
        {
          get: () => assert.fail('read'),
          getPrototypeOf: () => assert.fail('inspected'),
          ownKeys: () => assert.fail('listed'),
        }
      );
      assert.equal(injectMeta(context, untouchable) === untouchable, true);
    });

    it('uses the one that is configured at the time of the call', () => {
      propagation.setGlobalPropagator(w3c);
      assert.deepEqual(injectMeta(context, {}), {
        _meta: { traceparent: TRACEPARENT },
      });
    });

    it('prefers the one in the options', () => {
      propagation.setGlobalPropagator(w3c);
      const propagator = new W3CTraceContextPropagator();
      assert.deepEqual(
        injectMeta(contextWith({ baggage: { a: 'b' } }), {}, { propagator }),
        { _meta: { traceparent: TRACEPARENT } }
      );
    });
  });
});

function bare(): Record<PropertyKey, unknown> {
  return Object.create(null) as Record<PropertyKey, unknown>;
}
