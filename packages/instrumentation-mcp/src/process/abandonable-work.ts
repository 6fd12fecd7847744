/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import { isObject } from '../model/json-rpc.ts';

const storage = new AsyncLocalStorage<AbandonableWork>();

/** For about as long exporters try again. */
const RETRIES_MS = 10_000;

/**
 * Work that can be given up: from then on its sockets and timers no longer keep
 * the process alive. An export cannot be cancelled, and is tried again for many
 * seconds.
 */
export class AbandonableWork {
  private readonly _resources = new Set<object>();
  private readonly _hook = createHook({
    init: (_id, _type, _trigger, resource) => {
      if (storage.getStore() === this) {
        this._add(resource);
      }
    },
  });
  private _abandoned = false;

  run<T>(action: () => T): T {
    this._hook.enable();
    return storage.run(this, action);
  }

  /** The work is done, and nothing of it is left. */
  finish(): void {
    this._hook.disable();
    // Its own hook makes every promise of the process slower.
    storage.disable();
    this._resources.clear();
  }

  abandon(): void {
    this._abandoned = true;
    this._resources.forEach(unref);
    this._resources.clear();
    setTimeout(() => {
      this.finish();
    }, RETRIES_MS).unref();
  }

  private _add(resource: object): void {
    if (resource instanceof Promise) {
      return;
    }
    if (this._abandoned) {
      // It is not complete yet: Node tells of it from its constructor.
      process.nextTick(unref, resource);
    } else {
      this._resources.add(resource);
    }
  }
}

/** A timer or the handle of a socket; or a request on a socket that was there before. */
function unref(resource: object): void {
  const request: unknown = Reflect.get(resource, 'req');
  const socket: unknown = isObject(request) ? request['socket'] : undefined;
  for (const target of [resource, socket]) {
    const method: unknown = isObject(target) ? target['unref'] : undefined;
    if (typeof method === 'function') {
      Reflect.apply(method, target, []);
    }
  }
}
