/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { createHook } from 'node:async_hooks';

/**
 * Loads what is not ours. What it throws is returned; promises that it leaves
 * rejected do not end the process either, as Node would have it: they are told by
 * having been made while it was loaded.
 */
export function loadGuarded(load: () => void): { readonly error?: unknown } {
  const promises: Promise<unknown>[] = [];
  const hook = createHook({
    init(_id, _type, _trigger, resource) {
      if (resource instanceof Promise) {
        promises.push(resource);
      }
    },
  });
  hook.enable();
  try {
    load();
    return {};
  } catch (error) {
    return { error };
  } finally {
    hook.disable();
    for (const promise of promises) {
      // Not `catch`, which the promise may have of its own.
      void Promise.prototype.then.call(promise, undefined, () => undefined);
    }
  }
}
