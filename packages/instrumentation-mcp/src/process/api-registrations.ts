/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../model/json-rpc.ts';

/**
 * Where every copy of the API 1.x, as ES module or CommonJS, keeps what is
 * registered globally.
 */
const API = Symbol.for('opentelemetry.js.api.1');

/** What replaces something that is being registered. */
export type Transform = (registered: object) => object;

/** What is registered under a name of the API (`diag`, `context`, `trace` …). */
export function registered(name: string): object | undefined {
  const api: unknown = Reflect.get(globalThis, API);
  const value: unknown = isObject(api) ? api[name] : undefined;
  return isObject(value) ? value : undefined;
}

/** Whether something of OpenTelemetry has been registered in this process. */
export function isApiInUse(): boolean {
  return isObject(Reflect.get(globalThis, API));
}

/**
 * Passes what is registered under a name of the API, by whichever copy of it,
 * now and later, through `transform`.
 *
 * The API has no event for that. The global object of the API must not be made
 * here before its time: it has the version of its maker, and all other versions
 * would be refused from then on.
 */
export function onRegistration(name: string, transform: Transform): void {
  whenApiExists(api => {
    intercept(api, name, transform);
  });
}

function whenApiExists(install: (api: object) => void): void {
  const api: unknown = Reflect.get(globalThis, API);
  if (isObject(api)) {
    install(api);
    return;
  }
  const waiting = Object.getOwnPropertyDescriptor(globalThis, API);
  Object.defineProperty(globalThis, API, {
    configurable: true,
    get: () => undefined,
    set(made: object) {
      Object.defineProperty(
        globalThis,
        API,
        waiting ?? { configurable: true, enumerable: true, writable: true }
      );
      Reflect.set(globalThis, API, made);
      install(made);
    },
  });
}

function intercept(api: object, name: string, transform: Transform): void {
  const set = (value: unknown) => {
    let current = pass(value, transform);
    Object.defineProperty(api, name, {
      configurable: true,
      enumerable: true,
      get: () => current,
      set(next: unknown) {
        current = pass(next, transform);
      },
    });
  };
  const descriptor = Object.getOwnPropertyDescriptor(api, name);
  if (descriptor !== undefined) {
    set(Reflect.get(api, name));
  }
  // The API unregisters by `delete`: what is set after that is set through this.
  const inherited = Object.create(Object.getPrototypeOf(api) as object, {
    [name]: { configurable: true, get: () => undefined, set },
  }) as object;
  Object.setPrototypeOf(api, inherited);
}

function pass(value: unknown, transform: Transform): unknown {
  try {
    return isObject(value) ? transform(value) : value;
  } catch {
    return value;
  }
}
