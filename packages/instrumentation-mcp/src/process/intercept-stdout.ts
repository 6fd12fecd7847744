/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { override } from './own-property.ts';

type Write = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Puts `wrap` around `write()` of `process.stdout`, as soon as somebody asks for
 * that stream: creating it makes its descriptor non-blocking, which a program
 * that writes by descriptor does not stand.
 *
 * @returns takes it back
 */
export function interceptStdout(wrap: (original: Write) => Write): () => void {
  const descriptor = Object.getOwnPropertyDescriptor(process, 'stdout');
  if (descriptor?.get === undefined || descriptor.configurable !== true) {
    return () => undefined;
  }
  let restoreWrite: (() => void) | undefined;
  const get = () => {
    restoreGetter();
    const { stdout } = process;
    const original: unknown = Reflect.get(stdout, 'write');
    if (typeof original === 'function') {
      restoreWrite = override(stdout, 'write', wrap(original as Write));
    }
    return stdout;
  };
  const restoreGetter = () => {
    if (Object.getOwnPropertyDescriptor(process, 'stdout')?.get === get) {
      Object.defineProperty(process, 'stdout', descriptor);
    }
  };
  Object.defineProperty(process, 'stdout', { ...descriptor, get });
  return () => {
    restoreGetter();
    restoreWrite?.();
  };
}
