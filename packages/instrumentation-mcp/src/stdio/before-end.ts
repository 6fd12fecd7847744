/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const LAST_EVENTS: ReadonlySet<unknown> = new Set(['end', 'close']);

/**
 * Runs `first` when a stream has ended, and only then lets its listeners know:
 * many a server ends its process in one of them.
 *
 * @param first must not reject
 */
export function beforeEnd(
  stream: NodeJS.EventEmitter,
  first: () => Promise<unknown>
): void {
  const own = Object.getOwnPropertyDescriptor(stream, 'emit');
  const original: unknown = Reflect.get(stream, 'emit');
  if (typeof original !== 'function') {
    return;
  }
  const held: unknown[][] = [];
  let released = false;
  const release = () => {
    released = true;
    if (Reflect.get(stream, 'emit') === emit) {
      restore(stream, own);
    }
    for (const args of held) {
      Reflect.apply(original, stream, args);
    }
  };
  const emit = function (this: unknown, ...args: unknown[]): unknown {
    if (released || !LAST_EVENTS.has(args[0])) {
      return Reflect.apply(original, this, args) as unknown;
    }
    held.push(args);
    if (held.length === 1) {
      // Not in the promise: what a listener throws is to be thrown.
      void first().then(() => setImmediate(release));
    }
    return true;
  };
  Object.defineProperty(stream, 'emit', {
    configurable: true,
    writable: true,
    value: emit,
  });
}

function restore(stream: object, own: PropertyDescriptor | undefined): void {
  if (own === undefined) {
    Reflect.deleteProperty(stream, 'emit');
  } else {
    Object.defineProperty(stream, 'emit', own);
  }
}
