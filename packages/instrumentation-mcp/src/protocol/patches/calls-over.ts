/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isRequestId } from '../../model/json-rpc.ts';
import { settlesSoon } from '../acceptance.ts';
import type { Observation } from '../observation.ts';
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
      if (active()) {
        over(observation, this, args[0]);
      }
      return original.apply(this, args);
    };
}

function over(
  observation: Observation,
  protocol: SdkProtocol,
  id: unknown
): void {
  const calls = observation.knownCallsOf(protocol);
  if (calls === undefined || calls.size === 0 || !isRequestId(id)) {
    return;
  }
  try {
    const call = calls.get(id);
    if (call?.isSettling === true) {
      settlesSoon(observation, call);
    } else if (call !== undefined && !call.isAnswered) {
      calls.gaveUp(id, call.context);
      // Without one it was not seen to leave, and its promise tells why it failed.
      if (call.promise !== undefined) {
        call.end(givenUp(call.signal));
      }
    }
  } catch (error) {
    observation.guard.report('ending a request', error);
  }
}
