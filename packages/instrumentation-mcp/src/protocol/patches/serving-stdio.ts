/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Patching, Wrapper } from '../patching.ts';
import { lifecycle } from '../../process/lifecycle.ts';
import { guardStdout } from '../../process/stdout-guard.ts';

/** Wraps `StdioServerTransport.start`: now it is certain whom stdout belongs to. */
export function servingStdio({ observation, active }: Patching): Wrapper {
  return original =>
    function (this: object, ...args) {
      observation.guard.run('beginning to serve stdio', () => {
        if (active()) {
          begin(this);
        }
      });
      return Reflect.apply(original, this, args);
    };
}

function begin(transport: object): void {
  if (Reflect.get(transport, '_stdout') === process.stdout) {
    guardStdout();
  }
  lifecycle.emit('servingStdio', {
    transport,
    stdin: Reflect.get(transport, '_stdin') as unknown,
    stdout: Reflect.get(transport, '_stdout') as unknown,
  });
}
