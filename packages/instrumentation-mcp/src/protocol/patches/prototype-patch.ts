/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { PATCHED } from '../../model/instrumented-process.ts';
import { disguised } from '../disguise.ts';
import type { Wrapper } from '../patching.ts';
import type { Method } from '../sdk-shapes.ts';

/**
 * Under {@link PATCHED}, held by a prototype while it is patched. The key is in
 * the registry of symbols, since our own package can be loaded twice (as ESM and
 * as CommonJS) and must not trace twice.
 */
interface Claim {
  readonly owner: object;
  /** The options of its owner; older versions of this package tell none. */
  readonly options?: () => unknown;
  /** Called in turn when the owner lets go. */
  readonly waiting: (() => void)[];
}

/** The instrumentation that a patch belongs to. */
export interface PatchOwner {
  readonly options: () => unknown;
  /** Another one, with these options, holds the prototype. */
  readonly waitsFor: (options: unknown) => void;
}

interface MethodDescriptor extends Omit<PropertyDescriptor, 'value'> {
  value: Method;
}

interface Wrapped {
  readonly descriptor: MethodDescriptor;
  readonly wrapper: Method;
}

/**
 * Wrapped methods of one prototype, which only one instrumentation holds at a
 * time: who comes second waits until the first is disabled.
 */
export class PrototypePatch {
  private readonly _prototype: object;
  private readonly _wrappers: ReadonlyMap<string, Wrapper>;
  private readonly _wrapped = new Map<string, Wrapped>();
  /** Whether this patch holds the prototype; wrappers pass through while not. */
  active = false;
  private _wanted = false;
  private readonly _owner: PatchOwner | undefined;

  constructor(
    prototype: object,
    wrappers: ReadonlyMap<string, Wrapper>,
    owner?: PatchOwner
  ) {
    this._prototype = prototype;
    this._wrappers = wrappers;
    this._owner = owner;
  }

  apply(): void {
    if (this._wanted) {
      return;
    }
    this._wanted = true;
    this._acquire();
  }

  /**
   * Puts the originals back. A method that somebody else has wrapped on top of
   * ours stays, and passes through.
   */
  restore(): void {
    if (!this._wanted) {
      return;
    }
    const held = this.active;
    this._wanted = false;
    this.active = false;
    if (!held) {
      return;
    }
    for (const [name, { descriptor, wrapper }] of this._wrapped) {
      if (ownMethod(this._prototype, name)?.value === wrapper) {
        Object.defineProperty(this._prototype, name, descriptor);
        this._wrapped.delete(name);
      }
    }
    this._release();
  }

  private _acquire(): void {
    if (!this._wanted) {
      return;
    }
    const claim = claimOn(this._prototype);
    if (claim !== undefined) {
      claim.waiting.push(() => {
        this._acquire();
      });
      this._owner?.waitsFor(claim.options?.());
      return;
    }
    const options = this._owner?.options;
    const claims = { owner: this, waiting: [], ...(options && { options }) };
    if (!setClaim(this._prototype, claims)) {
      return;
    }
    this.active = true;
    for (const [name, wrap] of this._wrappers) {
      this._wrap(name, wrap);
    }
  }

  private _release(): void {
    const waiting = claimOn(this._prototype)?.waiting ?? [];
    Reflect.deleteProperty(this._prototype, PATCHED);
    for (const next of waiting) {
      next();
    }
  }

  private _wrap(name: string, wrap: Wrapper): void {
    const descriptor = ownMethod(this._prototype, name);
    if (descriptor === undefined || this._wrapped.has(name)) {
      return;
    }
    const wrapper = disguised(wrap(descriptor.value), descriptor.value);
    Object.defineProperty(this._prototype, name, {
      ...descriptor,
      value: wrapper,
    });
    this._wrapped.set(name, { descriptor, wrapper });
  }
}

/** The own method of this name, if it can be replaced. */
function ownMethod(
  prototype: object,
  name: string
): MethodDescriptor | undefined {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  return descriptor?.configurable === true && isMethod(descriptor)
    ? descriptor
    : undefined;
}

function isMethod(
  descriptor: PropertyDescriptor
): descriptor is MethodDescriptor {
  return typeof descriptor.value === 'function';
}

function claimOn(prototype: object): Claim | undefined {
  return Object.getOwnPropertyDescriptor(prototype, PATCHED)?.value as
    Claim | undefined;
}

/** False where a frozen prototype does not take the mark. */
function setClaim(prototype: object, claim: Claim): boolean {
  return Reflect.defineProperty(prototype, PATCHED, {
    value: claim,
    configurable: true,
    writable: true,
    enumerable: false,
  });
}
