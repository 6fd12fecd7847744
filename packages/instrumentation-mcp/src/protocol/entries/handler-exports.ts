/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../../model/json-rpc.ts';
import { fetchingEntry } from './http-entry.ts';
import { disguised } from '../disguise.ts';
import {
  innermost,
  isBelow,
  markLayer,
  withoutOver,
  type Layer,
} from './layers.ts';
import type { Observation } from '../observation.ts';
import { attempt, owns } from '../prototypes.ts';
import type { Method } from '../sdk-shapes.ts';
import { WeakRegistry } from '../weak-registry.ts';

/** The one entry that is a function and leads to no prototype of the SDK. */
const EXPORT = 'createMcpHandler';

/** Undefined until it is. */
interface Replaced {
  readonly wrapper?: Method;
  readonly layer?: Layer;
}

/**
 * Replaces the export `createMcpHandler` of modules. That needs a CommonJS module
 * or the loader hooks: the namespace of an ES module is read-only, so that there
 * only a handler itself can be instrumented.
 *
 * Several instrumentations, or two copies of this package, wrap each other: only
 * one of them holds the SDK's prototypes, and only its wrapper is active.
 */
export class EntryExports {
  private readonly _observation: Observation;
  private readonly _active: () => boolean;
  private readonly _modules = new WeakRegistry<object, Replaced>();
  /** What we wrapped: the loader reports a module more than once. */
  private readonly _wrappers = new WeakSet<Method>();
  private _enabled = false;

  constructor(observation: Observation, active: () => boolean) {
    this._observation = observation;
    this._active = active;
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
      this._modules.set(candidate, {});
    }
    if (this._enabled) {
      this._replace(candidate);
    }
    return true;
  }

  enable(): void {
    this._enabled = true;
    for (const [module] of this._modules.entries()) {
      this._replace(module);
    }
  }

  /** What is wrapped by others, or in use already, stays and passes through. */
  disable(): void {
    this._enabled = false;
    for (const [module, { layer }] of this._modules.entries()) {
      const current = exported(module);
      if (layer !== undefined && current !== undefined) {
        layer.isOver = true;
        const left = withoutOver(current);
        if (left !== current) {
          Reflect.set(module, EXPORT, left);
        }
      }
    }
  }

  private _replace(module: object): void {
    const current = exported(module);
    const { wrapper, layer } = this._modules.get(module) ?? {};
    if (layer !== undefined) {
      layer.isOver = false;
    }
    if (
      current === undefined ||
      this._wrappers.has(current) ||
      (wrapper !== undefined && isAmong(wrapper, current))
    ) {
      return;
    }
    const replaced = this._wrap(current);
    if (Reflect.set(module, EXPORT, replaced.wrapper)) {
      this._modules.set(module, replaced);
    }
  }

  private _wrap(original: Method): Required<Replaced> {
    const layer: Layer = { original, isOver: false };
    const observe = (handler: unknown, options: unknown) => {
      this._observation.guard.run('instrumenting an HTTP handler', () => {
        this._observe(
          handler,
          isObject(options) && options['legacy'] === 'reject'
        );
      });
    };
    const wrapper: Method = function (this: object, ...args) {
      const handler = original.apply(this, args);
      if (!layer.isOver) {
        observe(handler, args[1]);
      }
      return handler;
    };
    this._wrappers.add(wrapper);
    return { wrapper: markLayer(disguised(wrapper, original), layer), layer };
  }

  private _observe(handler: unknown, strict = true): void {
    const original = isObject(handler) ? handler['fetch'] : undefined;
    if (
      !isObject(handler) ||
      !isMethod(original) ||
      this._wrappers.has(original)
    ) {
      return;
    }
    const entry = { observation: this._observation, strict };
    const fetch = disguised(
      fetchingEntry(entry, this._active, original),
      original
    );
    this._wrappers.add(fetch);
    Reflect.set(handler, 'fetch', fetch);
  }
}

/** What `createMcpHandler` returns: `McpHttpHandler`. */
function isHandler(candidate: object): boolean {
  return (
    owns(candidate, 'fetch', 'close') && Object.hasOwn(candidate, 'notify')
  );
}

function exported(module: object): Method | undefined {
  const value = attempt((): unknown => Reflect.get(module, EXPORT));
  return isMethod(value) ? value : undefined;
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}

/** Around the same export there is our wrapper already, or one that is not ours. */
function isAmong(wrapper: Method, current: Method): boolean {
  return isBelow(wrapper, current) || innermost(current) !== innermost(wrapper);
}
