/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Patching, Wrapper } from '../patching.ts';
import { lifecycle } from '../../process/lifecycle.ts';
import { stdioServerLoaded } from '../../process/guarding-stdout.ts';

/** Wraps `StdioServerTransport.start`: now it is certain whom stdout belongs to. */
export function servingStdio({ observation, active }: Patching): Wrapper {
  observation.guard.run('preparing to serve stdio', stdioServerLoaded);
  return original =>
    function (this: object, ...args) {
      observation.guard.run('beginning to serve stdio', () => {
        if (active()) {
          begin(this);
        }
      });
      return original.apply(this, args);
    };
}

function begin(transport: object): void {
  lifecycle.emit('servingStdio', {
    transport,
    stdin: Reflect.get(transport, '_stdin') as unknown,
    stdout: Reflect.get(transport, '_stdout') as unknown,
  });
}
