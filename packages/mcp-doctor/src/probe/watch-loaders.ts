/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import nodeModule, { syncBuiltinESMExports } from 'node:module';
import { isObject, type Json } from './json.ts';
import type { LoaderFacts } from './facts.ts';

/**
 * Notes every ESM loader that is registered from code. They live in a thread of
 * their own, where nothing of them can be seen.
 */
export function watchLoaders(loaders: LoaderFacts[]): void {
  const original: unknown = Reflect.get(nodeModule, 'register');
  if (typeof original !== 'function') {
    return;
  }
  const register = function (this: unknown, ...args: unknown[]): unknown {
    loaders.push(loaderOf(args));
    return Reflect.apply(original, this, args) as unknown;
  };
  Reflect.set(nodeModule, 'register', register);
  syncBuiltinESMExports();
}

/** `register(specifier, parentURL?, options?)`, or the parent among the options. */
function loaderOf([specifier, second, third]: unknown[]): LoaderFacts {
  const options = isObject(second) && !(second instanceof URL) ? second : third;
  const given = isObject(options) ? options['parentURL'] : undefined;
  const parent = options === second ? given : second;
  const data = isObject(options) ? options['data'] : undefined;
  return {
    specifier: text(specifier),
    ...(parent === undefined ? {} : { parent: text(parent) }),
    messageChannel: isObject(data) && 'addHookMessagePort' in data,
    ...(isObject(data) ? { filter: filterOf(data) } : {}),
  };
}

function filterOf({ include, exclude }: Json): string {
  const lists = [include, exclude].map(list =>
    Array.isArray(list) ? list.map(String) : []
  );
  return JSON.stringify(lists);
}

function text(value: unknown): string {
  return typeof value === 'string' || value instanceof URL ? String(value) : '';
}
