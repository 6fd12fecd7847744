/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Patching, Wrapper } from '../patching.ts';

/**
 * Wraps `McpServer.connect`. In a bundle nothing else leads from the class to
 * the `Protocol` that its instances hold in `server`.
 */
export function connectingFacade({
  observation: { guard },
  active,
  instrument,
}: Patching): Wrapper {
  return original =>
    function (this: object, ...args) {
      if (active()) {
        guard.run('instrumenting a server', () => {
          instrument(Reflect.get(this, 'server'));
        });
      }
      return Reflect.apply(original, this, args);
    };
}
