/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../../model/json-rpc.ts';
import type { Patching, Wrapper } from '../patching.ts';

/**
 * Wraps `McpServer.connect`. In a bundle nothing else leads from the class to
 * the `Protocol` that its instances hold in `server`.
 */
export function connectingFacade({
  observation: { guard, facades },
  active,
  instrument,
}: Patching): Wrapper {
  const met = new WeakSet();
  return original =>
    function (this: object, ...args) {
      if (active()) {
        guard.run('instrumenting a server', () => {
          facades.add(this);
          const { server }: { server?: unknown } = this;
          const prototype: unknown = isObject(server)
            ? Object.getPrototypeOf(server)
            : undefined;
          if (isObject(prototype) && !met.has(prototype)) {
            met.add(prototype);
            instrument(server);
          }
        });
      }
      return original.apply(this, args);
    };
}
