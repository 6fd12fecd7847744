/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../model/json-rpc.ts';
import { WeakRegistry } from '../protocol/weak-registry.ts';
import { PACKAGE_NAME } from '../version.ts';
import { HANDLER, RECEIVER } from './source-anchors.ts';

type Patch = (candidate: unknown) => void;

interface HandedOver {
  readonly patches: Set<Patch>;
  readonly classes: WeakRegistry<object, true>;
}

/** This package can be there twice, as ES module and as CommonJS. */
const SHARED = Symbol.for(`${PACKAGE_NAME}.handed-over`);

/** Patches what parts of the SDK hand over, and have handed over by now. */
export class HandedOverHook {
  private readonly _patch: Patch;

  constructor(patch: Patch) {
    this._patch = patch;
    const { patches, classes } = shared();
    patches.add(patch);
    for (const [known] of classes.entries()) {
      guarded(patch, known);
    }
  }

  unhook(): void {
    shared().patches.delete(this._patch);
  }
}

/** Makes the global function that anchored sources call. */
export function receiveHandedOver(): void {
  if (Object.hasOwn(globalThis, RECEIVER)) {
    return;
  }
  const { patches, classes } = shared();
  const tell = (candidate: unknown) => {
    for (const patch of patches) {
      guarded(patch, candidate);
    }
  };
  const receive = (candidate: unknown) => {
    if (typeof candidate === 'function') {
      classes.set(candidate, true);
    }
    tell(candidate);
  };
  Object.defineProperty(receive, HANDLER, { set: tell });
  Object.defineProperty(globalThis, RECEIVER, {
    value: receive,
    configurable: true,
    enumerable: false,
  });
}

/** What is handed over is somebody else's, and is being made. */
function guarded(patch: Patch, candidate: unknown): void {
  try {
    patch(candidate);
  } catch {
    // It costs nothing but its telemetry.
  }
}

function shared(): HandedOver {
  const known: unknown = Reflect.get(globalThis, SHARED);
  if (isObject(known)) {
    return known as unknown as HandedOver;
  }
  const made = { patches: new Set<Patch>(), classes: new WeakRegistry() };
  Object.defineProperty(globalThis, SHARED, { value: made });
  return made as HandedOver;
}
