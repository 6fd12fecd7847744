/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context } from '@opentelemetry/api';
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
            if (headers instanceof Headers && typeof value === 'string') {
              headers.set(name, value);
            }
          }
        });
      };
      return onSettled(returned, write, () => undefined);
    };
}
