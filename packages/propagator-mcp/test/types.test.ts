/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import { injectMeta, type WithMeta } from '../src/index.ts';
import { contextWith, TRACEPARENT } from './support/contexts.ts';
import { w3c } from './support/propagators.ts';

interface CallToolParams {
  name: string;
  _meta?: { progressToken?: string | number; [key: string]: unknown };
}

const options = { propagator: w3c };

// The assertions are for the compiler: each line fails to build, or reports an
// unused @ts-expect-error, when the declared types change.
describe('the types of injectMeta', () => {
  it('keep the type of params', () => {
    const params: CallToolParams = { name: 'add', _meta: { progressToken: 7 } };
    const injected: CallToolParams = injectMeta(ROOT_CONTEXT, params, options);
    assert.equal(injected._meta?.progressToken, 7);
  });

  it('admit that absent params may become params with _meta alone', () => {
    const params = undefined as CallToolParams | undefined;
    const injected = injectMeta(contextWith(), params, options);
    // @ts-expect-error there may be no name
    const { name } = injected ?? {};
    assert.equal(name, undefined);
    assert.equal(injected?._meta?.['traceparent'], TRACEPARENT);
  });

  it('leave unknown what is unknown', () => {
    const params: unknown = { name: 'add' };
    const injected: WithMeta<unknown> = injectMeta(ROOT_CONTEXT, params);
    // @ts-expect-error nothing is known of it
    assert.equal(injected.name, 'add');
  });

  it('accept an undefined option, as configuration often holds', () => {
    const propagator = undefined as typeof w3c | undefined;
    const params = { name: 'add' };
    assert.equal(injectMeta(ROOT_CONTEXT, params, { propagator }), params);
  });
});
