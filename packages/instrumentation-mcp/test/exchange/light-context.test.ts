/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  createContextKey,
  INVALID_SPAN_CONTEXT,
  propagation,
  ROOT_CONTEXT,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LightContext } from '../../src/exchange/light-context.ts';
import { assertCollected } from '../failures/support/heap.ts';

const KEYS = ['first', 'second'].map(createContextKey);

type Change =
  | { readonly kind: 'span'; readonly span: Span | undefined }
  | { readonly kind: 'value'; readonly key: symbol; readonly value: unknown };

const span = fc.nat(9).map(() => trace.wrapSpanContext(INVALID_SPAN_CONTEXT));
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('span' as const),
    span: fc.option(span, { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('value' as const),
    key: fc.constantFrom(...KEYS),
    value: fc.option(fc.nat(), { nil: undefined }),
  })
);

function changed(context: Context, one: Change): Context {
  if (one.kind === 'span') {
    return one.span === undefined
      ? trace.deleteSpan(context)
      : trace.setSpan(context, one.span);
  }
  return one.value === undefined
    ? context.deleteValue(one.key)
    : context.setValue(one.key, one.value);
}

function allOf(context: Context): unknown[] {
  return [
    trace.getSpan(context),
    propagation.getBaggage(context),
    ...KEYS.map(key => context.getValue(key)),
  ];
}

describe('LightContext', () => {
  it('answers what a context of the API answers, after any changes', () => {
    fc.assert(
      fc.property(fc.array(change), fc.array(change), (before, after) => {
        const base = before.reduce(changed, ROOT_CONTEXT);
        const light = after.reduce(changed, LightContext.of(base));
        assert.deepEqual(allOf(light), allOf(after.reduce(changed, base)));
      })
    );
  });

  it('changes no context that somebody has', () => {
    const light = LightContext.of(ROOT_CONTEXT);
    const one = trace.setSpan(
      light,
      trace.wrapSpanContext(INVALID_SPAN_CONTEXT)
    );
    one.setValue(KEYS[0] ?? Symbol(), 1);
    trace.deleteSpan(one);
    assert.deepEqual(allOf(light), [
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    assert.notEqual(trace.getSpan(one), undefined);
  });

  it('keeps no span alive but its own and that of the context below', async () => {
    const gone: WeakRef<Span>[] = [];
    let context: Context = LightContext.of(ROOT_CONTEXT);
    for (let calls = 0; calls < 100; calls += 1) {
      const one = trace.wrapSpanContext({ ...INVALID_SPAN_CONTEXT });
      gone.push(new WeakRef(one));
      context = trace.setSpan(LightContext.of(context), one);
    }
    await assertCollected(gone, 1);
    assert.equal(gone.at(-1)?.deref(), trace.getSpan(context));
  });
});
