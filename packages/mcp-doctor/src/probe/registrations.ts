/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from './json.ts';

/** Where every copy of the API 1.x keeps what is registered globally. */
const API = Symbol.for('opentelemetry.js.api.1');

/** The object in which copies of the API keep what is registered. */
export function api(): Readonly<Record<string, unknown>> {
  const found: unknown = Reflect.get(globalThis, API);
  return isObject(found) ? found : {};
}

/** What is registered under a name of the API (`context`, `trace` …). */
export function registered(name: string): object | undefined {
  const value = api()[name];
  return isObject(value) ? value : undefined;
}

/**
 * Tells of each tracer provider that is registered from now on.
 *
 * The API has no event for it. Its object must not be made here before its time:
 * it has the version of its maker, and refuses all others from then on.
 */
export function onTracerProvider(watch: (provider: object) => void): void {
  Object.defineProperty(globalThis, API, {
    configurable: true,
    get: () => undefined,
    set(made: object) {
      inheritSetter(made, watch);
      Object.defineProperty(globalThis, API, {
        configurable: true,
        enumerable: true,
        writable: true,
        value: made,
      });
    },
  });
}

/**
 * What the API sets and deletes are own properties: a setter in the prototype
 * sees each registration, and nobody sees it.
 */
function inheritSetter(made: object, watch: (provider: object) => void): void {
  const prototype = Object.create(Object.getPrototypeOf(made) as object, {
    trace: {
      configurable: true,
      get: () => undefined,
      set(this: object, provider: unknown) {
        Object.defineProperty(this, 'trace', {
          configurable: true,
          enumerable: true,
          writable: true,
          value: provider,
        });
        if (isObject(provider)) {
          watch(provider);
        }
      },
    },
  }) as object;
  Object.setPrototypeOf(made, prototype);
}
