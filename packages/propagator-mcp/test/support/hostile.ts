/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import fc from 'fast-check';

const TRAPS = [
  'defineProperty',
  'deleteProperty',
  'get',
  'getOwnPropertyDescriptor',
  'getPrototypeOf',
  'has',
  'isExtensible',
  'ownKeys',
  'preventExtensions',
  'set',
  'setPrototypeOf',
] as const;

const fail = (): never => {
  throw new Error('trap');
};

const RESERVED = [
  '_meta',
  'traceparent',
  'tracestate',
  'baggage',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'toJSON',
];

const key = fc.oneof(fc.constantFrom(...RESERVED), fc.string());

/**
 * Hostile values are handed around unbuilt: fast-check inspects what it
 * generates, which would spring the traps in the generator.
 */
type Build = () => unknown;

const objects = fc.object({ key });

/** Any value there is: boxed, sparse, null-prototype, typed, maps, dates, … */
const anything = fc
  .anything({
    key,
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  })
  .map(
    (value): Build =>
      () =>
        value
  );

/** Proxies of which one trap throws, of which all throw, and a revoked one. */
const proxies = fc.oneof(
  fc.tuple(fc.constantFrom(...TRAPS), objects).map(
    ([trap, target]): Build =>
      () =>
        new Proxy(target, { [trap]: fail })
  ),
  fc.constantFrom<object[]>({}, [], fail).map((target): Build => () => {
    const traps = Object.fromEntries(TRAPS.map(trap => [trap, fail]));
    return new Proxy(target, traps);
  }),
  fc.constant((): unknown => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  })
);

const accessors = fc.constantFrom('_meta', 'traceparent', 'name').map(
  (name): Build =>
    () =>
      Object.defineProperty({}, name, { enumerable: true, get: fail })
);

const cyclic = objects.map((object): Build => () => {
  const cycle: Record<string, unknown> = { ...object };
  cycle['self'] = cycle;
  cycle['_meta'] = cycle;
  return cycle;
});

const locked = fc
  .tuple(
    objects,
    fc.constantFrom(Object.freeze, Object.seal, Object.preventExtensions)
  )
  .map(
    ([object, lock]): Build =>
      () =>
        lock({ ...object })
  );

const anyValue = fc.oneof(anything, proxies, accessors, cyclic, locked);

/** Builds any value, and any value as `_meta` of otherwise ordinary params. */
export const hostile: fc.Arbitrary<Build> = fc.oneof(
  anyValue,
  anyValue.map((build): Build => () => ({ name: 'add', _meta: build() })),
  anyValue.map((build): Build => () => {
    const value = build();
    return { _meta: { traceparent: value, tracestate: value, baggage: value } };
  })
);

/** Builds what a `catch` may be handed, such as errors with throwing accessors. */
export const thrown: fc.Arbitrary<Build> = fc.oneof(
  anyValue,
  fc.string().map(
    (message): Build =>
      () =>
        new TypeError(message)
  ),
  fc.constant((): unknown =>
    Object.defineProperty(new Error('evil'), 'name', { get: fail })
  )
);
