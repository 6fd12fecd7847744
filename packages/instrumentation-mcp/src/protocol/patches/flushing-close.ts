/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { ends } from '../../process/ends.ts';
import { isSdkOurs } from '../../process/sdk-ownership.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { isServer, type SdkProtocol } from '../sdk-shapes.ts';

/**
 * Wraps `Protocol.close()`. Many a client calls `process.exit()` right after it,
 * which exports nothing. Where the SDK of OpenTelemetry is ours, nobody else would
 * have seen to that: closing takes as long as the export does, one second at most.
 */
export function flushingClose({ observation, active }: Patching): Wrapper {
  const { guard } = observation;
  return original =>
    function (this: SdkProtocol, ...args) {
      const closed = original.apply(this, args);
      const flushes = guard.run('flushing at a close', () => {
        return (
          active() &&
          isSdkOurs() &&
          observation.settings.flushOnClose &&
          !isServer(this)
        );
      });
      return flushes === true && closed instanceof Promise
        ? closed.then(async (result: unknown) => {
            await ends.afterClose();
            return result;
          })
        : closed;
    };
}
