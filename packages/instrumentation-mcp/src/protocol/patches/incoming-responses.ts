/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isResponse } from '../../model/json-rpc.ts';
import { agreeOn } from '../transports/agreement.ts';
import type { Patching, Wrapper } from '../patching.ts';
import type { SdkProtocol } from '../sdk-shapes.ts';

/**
 * Wraps `_onresponse(response)`. What it sets off belongs to the call: retries
 * of a multi-round trip and the handlers that give it its input. On stdio they
 * would else run in the context in which the connection was opened.
 */
export function incomingResponses({ observation, active }: Patching): Wrapper {
  const { calls, deliveries, guard } = observation;
  return original =>
    function (this: SdkProtocol, ...args) {
      const [response] = args;
      const call =
        active() && isResponse(response)
          ? calls.get(this, response.id)
          : undefined;
      if (call === undefined || !isResponse(response)) {
        return Reflect.apply(original, this, args);
      }
      guard.run('reading a response', () => {
        const transport = deliveries.to(this);
        if (transport !== undefined) {
          agreeOn(observation, transport, call, response);
        }
        call.answered(response);
      });
      return guard.within(call.context, () =>
        Reflect.apply(original, this, args)
      );
    };
}
