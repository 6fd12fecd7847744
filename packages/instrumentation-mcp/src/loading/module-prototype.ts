/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Loaded before the base class of instrumentations, which hooks
 * `Module.prototype.require`. In a VM context of vitest (`pool: 'vmThreads'`) that is
 * an accessor of instances, and throws when it is read from the prototype: no
 * instrumentation could be constructed. There it is left to the instances, and no hook
 * takes its place.
 */

import nodeModule from 'node:module';

const REQUIRE = 'require';

/** Does nothing wherever it can be read, as in every plain Node.js. */
export function tolerateAccessor(prototype: object): void {
  const own = Object.getOwnPropertyDescriptor(prototype, REQUIRE);
  if (own?.get === undefined || isReadable(prototype)) {
    return;
  }
  Object.defineProperty(prototype, REQUIRE, {
    configurable: true,
    get(this: object): unknown {
      return this === prototype ? undefined : own.get?.call(this);
    },
    set: () => undefined,
  });
}

function isReadable(prototype: object): boolean {
  try {
    Reflect.get(prototype, REQUIRE);
    return true;
  } catch {
    return false;
  }
}

try {
  tolerateAccessor(nodeModule.prototype);
} catch {
  // Then the base class tells what is wrong.
}
