/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, propagation, type TextMapSetter } from '@opentelemetry/api';
import { unsilenced } from '../model/transport-silence.ts';
import type { Patching } from './patch-table.ts';
import type { Wrapper } from './prototype-patch.ts';
import { onSettled } from './settled.ts';

const headerSetter: TextMapSetter<Headers> = {
  set: (headers, name, value) => {
    headers.set(name, value);
  },
};

/**
 * Wraps `_commonHeaders()` of the HTTP clients. Where their HTTP spans are not
 * wanted, HTTP instrumentations write no headers either, and servers that read
 * nothing but headers would drop out of the trace: we write them instead.
 */
export function transportHeaders({
  observation: { guard },
  active,
}: Patching): Wrapper {
  return original =>
    function (this: object, ...args) {
      const returned = Reflect.apply(original, this, args);
      const carried = active() ? unsilenced(context.active()) : undefined;
      if (carried === undefined) {
        return returned;
      }
      const write = (headers: unknown) => {
        guard.run('writing headers', () => {
          if (headers instanceof Headers) {
            propagation.inject(carried, headers, headerSetter);
          }
        });
      };
      return onSettled(returned, write, () => undefined);
    };
}
