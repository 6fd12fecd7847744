/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../model/json-rpc.ts';
import { API } from '../model/registered-api.ts';

const DATA: PropertyDescriptor = {
  configurable: true,
  enumerable: true,
  writable: true,
};

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
 *
 * @returns makes the API's object what it was; what is registered stays as it is
 */
export function onRegistration(name: string, transform: Transform): () => void {
  let over = false;
  const undo: (() => void)[] = [];
  undo.push(
    whenApiExists(api => {
      if (!over) {
        undo.push(intercept(api, name, transform));
      }
    })
  );
  return () => {
    over = true;
    for (const step of undo.reverse()) {
      step();
    }
  };
}

function whenApiExists(install: (api: object) => void): () => void {
  const api: unknown = Reflect.get(globalThis, API);
  if (isObject(api)) {
    install(api);
    return () => undefined;
  }
  const waiting = Object.getOwnPropertyDescriptor(globalThis, API);
  const get = () => undefined;
  const put = (descriptor: PropertyDescriptor | undefined) => {
    if (descriptor === undefined) {
      Reflect.deleteProperty(globalThis, API);
    } else {
      Object.defineProperty(globalThis, API, descriptor);
    }
  };
  Object.defineProperty(globalThis, API, {
    configurable: true,
    get,
    set(made: object) {
      put(waiting);
      if (waiting?.set === undefined) {
        put(DATA);
      }
      Reflect.set(globalThis, API, made);
      install(made);
    },
  });
  return () => {
    const current = Object.getOwnPropertyDescriptor(globalThis, API);
    if (current?.get === get) {
      put(waiting);
    }
  };
}

function intercept(
  api: object,
  name: string,
  transform: Transform
): () => void {
  let over = false;
  const set = (value: unknown) => {
    let current = pass(value, transform);
    Object.defineProperty(api, name, {
      configurable: true,
      enumerable: true,
      get: () => current,
      set(next: unknown) {
        current = over ? next : pass(next, transform);
      },
    });
  };
  if (Object.hasOwn(api, name)) {
    set(Reflect.get(api, name));
  }
  // The API unregisters by `delete`: what is set after that is set through this.
  const prototype = Object.getPrototypeOf(api) as object;
  const inherited = Object.create(prototype, {
    [name]: { configurable: true, get: () => undefined, set },
  }) as object;
  Object.setPrototypeOf(api, inherited);
  return () => {
    over = true;
    if (Object.getPrototypeOf(api) === inherited) {
      Object.setPrototypeOf(api, prototype);
    } else {
      Reflect.deleteProperty(inherited, name);
    }
    if (Object.hasOwn(api, name)) {
      const value: unknown = Reflect.get(api, name);
      Object.defineProperty(api, name, { ...DATA, value });
    }
  };
}

function pass(value: unknown, transform: Transform): unknown {
  try {
    return isObject(value) ? transform(value) : value;
  } catch {
    return value;
  }
}
