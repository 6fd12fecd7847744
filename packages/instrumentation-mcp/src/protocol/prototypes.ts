/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../model/json-rpc.ts';

/** Members of a module or of an `McpServer` that lead to more of the SDK. */
const INSTANCES: ReadonlySet<string> = new Set(['server', 'default']);

/**
 * All prototypes that a module namespace, a class or an instance leads to, and
 * those they inherit from.
 */
export function prototypesOf(candidate: unknown): Set<object> {
  const prototypes = new Set<object>();
  const collect = (value: unknown) => {
    for (const link of chainOf(prototypeOf(value))) {
      prototypes.add(link);
    }
  };
  collect(candidate);
  if (isObject(candidate)) {
    for (const key of Object.keys(candidate)) {
      const member = memberOf(candidate, key);
      if (typeof member === 'function' || INSTANCES.has(key)) {
        collect(member);
      }
    }
  }
  return prototypes;
}

/** Whether an object itself has a method of each of these names. */
export function owns(object: object, ...methods: string[]): boolean {
  return methods.every(method => {
    const descriptor = Object.getOwnPropertyDescriptor(object, method);
    return typeof descriptor?.value === 'function';
  });
}

function prototypeOf(value: unknown): unknown {
  if (typeof value === 'function') {
    return value.prototype;
  }
  return isObject(value) ? Object.getPrototypeOf(value) : undefined;
}

function chainOf(start: unknown): object[] {
  const chain: object[] = [];
  let link = start;
  while (isObject(link) && link !== Object.prototype) {
    chain.push(link);
    link = Object.getPrototypeOf(link) as unknown;
  }
  return chain;
}

/** A lazy export may throw when it is read. */
function memberOf(namespace: object, key: string): unknown {
  try {
    return Reflect.get(namespace, key);
  } catch {
    return undefined;
  }
}
