/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import fc from 'fast-check';
import { extractMeta, injectMeta, metaGetter } from '../src/index.ts';
import { contextWith, TRACEPARENT } from './support/contexts.ts';
import { diagnosticsOf, withDiagLogger } from './support/diagnostics.ts';
import { hostile, thrown } from './support/hostile.ts';
import { throwing, w3c } from './support/propagators.ts';

const SECRET = 'secret-value';
const context = contextWith();

describe('injectMeta and extractMeta, whatever they are given', () => {
  it('inject: the params themselves, or params with our traceparent', () => {
    fc.assert(
      fc.property(hostile, build => {
        const params = build();
        const injected = injectMeta(context, params, { propagator: w3c });
        // assert.equal would inspect hostile values in order to print them.
        if (Object.is(injected, params)) return;
        assert.equal(traceparentIn(injected), TRACEPARENT);
      }),
      { numRuns: 1000 }
    );
  });

  it('extract: a context', () => {
    fc.assert(
      fc.property(hostile, build => {
        const params = build();
        const extracted = extractMeta(context, params, { propagator: w3c });
        assert.equal(typeof extracted.getValue, 'function');
      }),
      { numRuns: 1000 }
    );
  });

  it('survive a propagator that throws whatever it likes', () => {
    fc.assert(
      fc.property(thrown, hostile, (buildError, build) => {
        const params = build();
        const options = { propagator: throwing(buildError()) };
        const injected = injectMeta(context, params, options);
        assert.equal(Object.is(injected, params), true);
        assert.equal(extractMeta(context, params, options), context);
      })
    );
  });

  it('survive options and contexts that untyped code may pass', () => {
    fc.assert(
      fc.property(hostile, hostile, (buildContext, buildOptions) => {
        const anyContext = buildContext();
        const anyOptions = buildOptions();
        const params = { _meta: { traceparent: TRACEPARENT } };
        // @ts-expect-error neither a context nor options
        injectMeta(anyContext, params, anyOptions);
        // @ts-expect-error neither a context nor options
        extractMeta(anyContext, params, anyOptions);
        // @ts-expect-error no propagator
        assert.equal(injectMeta(context, params, { propagator: {} }), params);
        // @ts-expect-error no options
        assert.equal(extractMeta(ROOT_CONTEXT, 7, null), ROOT_CONTEXT);
      })
    );
  });

  it('keep all or nothing of a propagator that throws half-way', () => {
    const params = { name: 'add', _meta: { progressToken: 7 } };
    const halfWay = {
      ...w3c,
      inject: (...args: Parameters<typeof w3c.inject>) => {
        w3c.inject(...args);
        throw new Error('half-way');
      },
    };
    const injected = injectMeta(context, params, { propagator: halfWay });
    assert.equal(injected, params);
  });
});

describe('a failure', () => {
  const propagator = throwing(new TypeError(`bad value ${SECRET}`));
  const params = { name: SECRET, _meta: { traceparent: SECRET } };

  it('is told to diag in one line, without payload', () => {
    const calls = diagnosticsOf(() => {
      injectMeta(context, params, { propagator });
      extractMeta(context, params, { propagator });
    });
    assert.deepEqual(calls, [
      ['opentelemetry-propagator-mcp: injecting into _meta failed (TypeError)'],
      [
        'opentelemetry-propagator-mcp: extracting from _meta failed (TypeError)',
      ],
    ]);
  });

  it('is told without the name of an error that is no mere name', () => {
    const error = new Error('message');
    error.name = `two\nlines ${SECRET}`;
    const calls = diagnosticsOf(() => {
      injectMeta(context, params, { propagator: throwing(error) });
    });
    assert.deepEqual(calls, [
      ['opentelemetry-propagator-mcp: injecting into _meta failed (Error)'],
    ]);
  });

  it('stays harmless when the diagnostic logger throws', () => {
    const fail = (): never => {
      throw new Error('logger');
    };
    const logger = {
      error: fail,
      warn: fail,
      info: fail,
      debug: fail,
      verbose: fail,
    };
    withDiagLogger(logger, () => {
      assert.equal(injectMeta(context, params, { propagator }), params);
      assert.equal(extractMeta(context, params, { propagator }), context);
    });
  });
});

function traceparentIn(params: unknown): string | string[] | undefined {
  assert.ok(typeof params === 'object' && params !== null);
  return '_meta' in params
    ? metaGetter.get(params._meta, 'traceparent')
    : undefined;
}
