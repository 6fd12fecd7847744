/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../../model/json-rpc.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { beginServingStdin } from '../../process/process-role.ts';
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
  const stdin: unknown = Reflect.get(transport, '_stdin');
  if (isEmitter(stdin)) {
    beginServingStdin(stdin);
  }
}

function isEmitter(value: unknown): value is NodeJS.EventEmitter {
  return isObject(value) && typeof value['once'] === 'function';
}
