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
    for (const key of attempt(() => Object.keys(candidate)) ?? []) {
      const member = attempt((): unknown => Reflect.get(candidate, key));
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
    const descriptor = attempt(() =>
      Object.getOwnPropertyDescriptor(object, method)
    );
    return typeof descriptor?.value === 'function';
  });
}

function prototypeOf(value: unknown): unknown {
  return attempt((): unknown =>
    typeof value === 'function' ? value.prototype : parentOf(value)
  );
}

function chainOf(start: unknown): object[] {
  const chain: object[] = [];
  let link = start;
  while (isObject(link) && link !== Object.prototype) {
    chain.push(link);
    link = parentOf(link);
  }
  return chain;
}

function parentOf(value: unknown): unknown {
  return isObject(value)
    ? attempt((): unknown => Object.getPrototypeOf(value))
    : undefined;
}

/** A lazy export may throw when it is read, and a proxy whenever it likes. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
