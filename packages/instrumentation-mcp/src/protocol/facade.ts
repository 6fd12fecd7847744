/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Patching } from './patch-table.ts';
import type { Wrapper } from './prototype-patch.ts';

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
