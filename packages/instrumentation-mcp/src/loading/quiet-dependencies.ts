/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * To be imported before OpenTelemetry's instrumentation. What that loads has the
 * logger `debug` in it, which asks both streams for their colours when it is
 * loaded. That creates them, and makes their descriptors non-blocking for a
 * program that may write to them by descriptor.
 */

import { createRequire } from 'node:module';
import { isatty } from 'node:tty';

const HOOK = 'require-in-the-middle';

/** With a value in there, `debug` writes. */
const DEBUG = 'DEBUG';

function loadHooks(): void {
  const own = createRequire(import.meta.url);
  own(HOOK);
  createRequire(own.resolve('@opentelemetry/instrumentation'))(HOOK);
}

/** Meanwhile the streams are no more than what `debug` asks of them. */
function withoutStreams(action: () => void): void {
  const restore = [setAside('stdout', 1), setAside('stderr', 2)];
  try {
    action();
  } finally {
    for (const step of restore) {
      step();
    }
  }
}

function setAside(name: 'stdout' | 'stderr', fd: number): () => void {
  const descriptor = Object.getOwnPropertyDescriptor(process, name);
  if (descriptor?.configurable !== true) {
    return () => undefined;
  }
  const value = { fd, isTTY: isatty(fd) };
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get: () => value,
  });
  return () => {
    Object.defineProperty(process, name, descriptor);
  };
}

try {
  if ((process.env[DEBUG] ?? '') === '') {
    withoutStreams(loadHooks);
  }
} catch {
  // They are loaded below, then, and tell what is wrong with them.
}
