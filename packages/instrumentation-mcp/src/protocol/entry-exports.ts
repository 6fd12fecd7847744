/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../model/json-rpc.ts';
import { fetchingEntry } from './entry-http.ts';
import type { Observation } from './observation.ts';
import { owns } from './prototypes.ts';
import type { Method } from './sdk-shapes.ts';

/** The one entry that is a function and leads to no prototype of the SDK. */
const EXPORT = 'createMcpHandler';

/** On our functions, tells whether they are in use: two copies of this package may meet. */
const ENTRY = Symbol.for('opentelemetry-instrumentation-mcp.entry');

interface Replaced {
  readonly original: Method;
  readonly wrapper: Method;
}

/**
 * Replaces the export `createMcpHandler` of modules. That needs a CommonJS module
 * or the loader hooks: the namespace of an ES module is read-only, so that there
 * only a handler itself can be instrumented.
 */
export class EntryExports {
  private readonly _observation: Observation;
  private readonly _enabled: () => boolean;
  private readonly _modules = new Map<object, Replaced | undefined>();

  constructor(observation: Observation, enabled: () => boolean) {
    this._observation = observation;
    this._enabled = enabled;
  }

  /** Returns whether it found the export, or a handler that it has made. */
  patch(candidate: unknown): boolean {
    if (!isObject(candidate)) {
      return false;
    }
    if (isHandler(candidate)) {
      this._observe(candidate);
      return true;
    }
    if (exported(candidate) === undefined) {
      return false;
    }
    if (!this._modules.has(candidate)) {
      this._modules.set(candidate, undefined);
    }
    if (this._enabled()) {
      this._replace(candidate);
    }
    return true;
  }

  enable(): void {
    for (const module of this._modules.keys()) {
      this._replace(module);
    }
  }

  /** Functions that are in use already, or wrapped by others, pass through. */
  disable(): void {
    for (const [module, replaced] of this._modules) {
      if (replaced !== undefined && exported(module) === replaced.wrapper) {
        Reflect.set(module, EXPORT, replaced.original);
      }
    }
  }

  private _replace(module: object): void {
    const current = exported(module);
    const replaced = this._modules.get(module);
    if (
      current === undefined ||
      isInUse(current) ||
      (replaced !== undefined && current !== replaced.original)
    ) {
      return;
    }
    const wrapper = replaced?.wrapper ?? this._wrap(current);
    if (Reflect.set(module, EXPORT, wrapper)) {
      this._modules.set(module, { original: current, wrapper });
    }
  }

  private _wrap(original: Method): Method {
    const observe = (handler: unknown) => {
      this._observation.guard.run('instrumenting an HTTP handler', () => {
        this._observe(handler);
      });
    };
    const wrapper: Method = function (this: object, ...args) {
      const handler = Reflect.apply(original, this, args);
      observe(handler);
      return handler;
    };
    return mark(wrapper, this._enabled);
  }

  private _observe(handler: unknown): void {
    if (isObject(handler) && isMethod(handler['fetch'])) {
      const original = handler['fetch'];
      if (!isInUse(original)) {
        const fetch = fetchingEntry(this._observation, this._enabled, original);
        Reflect.set(handler, 'fetch', mark(fetch, this._enabled));
      }
    }
  }
}

/** What `createMcpHandler` returns: `McpHttpHandler`. */
function isHandler(candidate: object): boolean {
  return owns(candidate, 'fetch', 'close') && 'notify' in candidate;
}

function exported(module: object): Method | undefined {
  const value: unknown = Reflect.get(module, EXPORT);
  return isMethod(value) ? value : undefined;
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}

function mark(method: Method, enabled: () => boolean): Method {
  return Object.defineProperty(method, ENTRY, { value: enabled });
}

function isInUse(method: Method & { [ENTRY]?: () => boolean }): boolean {
  return method[ENTRY]?.() === true;
}
