/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Patching, Wrapper } from '../patching.ts';
import type { SdkProtocol } from '../sdk-shapes.ts';
import { givenUp } from '../transports/local-failure.ts';

/**
 * Wraps `_cleanupTimeout(messageId)`, which both lines of the SDK call when a
 * request of this side is over. Where neither a response nor a failure to send it
 * was seen before, the call was given up: by its application, or by the clock.
 */
export function callsOver({ observation, active }: Patching): Wrapper {
  return original =>
    function (this: SdkProtocol, ...args) {
      const [id] = args;
      if (active() && (typeof id === 'number' || typeof id === 'string')) {
        const calls = observation.knownCallsOf(this);
        const call = calls?.get(id);
        if (call !== undefined && !call.isAnswered) {
          observation.guard.run('ending a request', () => {
            calls?.gaveUp(id, call.context);
            call.end(givenUp(call.signal));
          });
        }
      }
      return Reflect.apply(original, this, args);
    };
}
