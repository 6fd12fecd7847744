/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { Writable } from 'node:stream';
import { isatty } from 'node:tty';

type Name = 'stdout' | 'stderr';

/**
 * Runs what only looks at both streams, or makes them the target of what may
 * never be written. Creating them makes their descriptors non-blocking for a
 * program that writes to them by descriptor. What is written all the same goes
 * to the real ones.
 */
export function withStreamsAside<T>(action: () => T): T {
  const restore = [setAside('stdout', 1), setAside('stderr', 2)];
  try {
    return action();
  } finally {
    for (const step of restore) {
      step();
    }
  }
}

function setAside(name: Name, fd: number): () => void {
  const descriptor = Object.getOwnPropertyDescriptor(process, name);
  if (descriptor?.configurable !== true) {
    return () => undefined;
  }
  const value = Object.assign(forwarding(name), { fd, isTTY: isatty(fd) });
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get: () => value,
  });
  return () => {
    Object.defineProperty(process, name, descriptor);
  };
}

function forwarding(name: Name): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, encoding, done) {
      const real = process[name];
      if (real === this) {
        done();
      } else if (typeof chunk === 'string') {
        real.write(chunk, encoding, done);
      } else {
        real.write(chunk, done);
      }
    },
  });
}
