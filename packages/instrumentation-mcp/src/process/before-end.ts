/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { override } from './own-property.ts';

const LAST_EVENTS: ReadonlySet<unknown> = new Set(['end', 'close']);

/**
 * Runs `first` when a stream has ended, and only then lets its listeners know:
 * many a server ends its process in one of them.
 *
 * @param first must not reject
 * @returns takes it back, unless the stream has ended
 */
export function beforeEnd(
  stream: NodeJS.EventEmitter,
  first: () => Promise<unknown>
): () => void {
  const original: unknown = Reflect.get(stream, 'emit');
  if (typeof original !== 'function') {
    return () => undefined;
  }
  const held: unknown[][] = [];
  let released = false;
  const release = () => {
    released = true;
    restore();
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
  const restore = override(stream, 'emit', emit);
  return () => {
    if (held.length === 0) {
      restore();
    }
  };
}
