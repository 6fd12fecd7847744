/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context } from '@opentelemetry/api';
import { isObject } from '../../model/json-rpc.ts';
import { unsilenced } from '../../model/transport-silence.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { isTransport } from '../sdk-shapes.ts';
import { onSettled } from '../settled.ts';

/**
 * Wraps `_commonHeaders()` of the HTTP clients. Where their HTTP spans are not
 * wanted, HTTP instrumentations write no headers either, and servers that read
 * nothing but headers would drop out of the trace: we write them instead, for
 * those peers that get context in messages as well.
 */
export function transportHeaders({
  observation: { guard, exchanges, connections },
  active,
}: Patching): Wrapper {
  return original =>
    function (this: object, ...args) {
      const returned = Reflect.apply(original, this, args);
      const carried = active() ? unsilenced(context.active()) : undefined;
      if (carried === undefined || !isTransport(this)) {
        return returned;
      }
      const connection = connections.of(this);
      const write = (headers: unknown) => {
        guard.run('writing headers', () => {
          const fields = exchanges.headersOf(carried, connection);
          for (const [name, value] of Object.entries(fields)) {
            if (typeof value === 'string') {
              setHeader(headers, name, value);
            }
          }
        });
      };
      return onSettled(returned, write, () => undefined);
    };
}

/** The SDK makes them for each request: a `Headers`, a plain object before 1.10. */
function setHeader(headers: unknown, name: string, value: string): void {
  if (!isObject(headers)) {
    return;
  }
  if (typeof headers['set'] === 'function') {
    Reflect.apply(headers['set'], headers, [name, value]);
  } else {
    Reflect.set(headers, name, value);
  }
}
