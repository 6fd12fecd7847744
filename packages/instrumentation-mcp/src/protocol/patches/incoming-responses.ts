/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ClientExchange } from '../../exchange/client-exchange.ts';
import { isResponse, type Response } from '../../model/json-rpc.ts';
import { requiresInput } from '../../model/outcome.ts';
import { accept } from '../acceptance.ts';
import type { Observation } from '../observation.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { whole, type SdkProtocol } from '../sdk-shapes.ts';
import { agreeOn } from '../transports/agreement.ts';

/**
 * Wraps `_onresponse(response)`. The input that a multi-round trip requires is
 * asked for right here, and belongs to the call: on stdio it would else be in
 * the context in which the connection was opened.
 */
export function incomingResponses({ observation, active }: Patching): Wrapper {
  const { guard } = observation;
  return original =>
    function (this: SdkProtocol, response) {
      const call =
        active() && isResponse(response)
          ? observation.knownCallsOf(this)?.get(response.id)
          : undefined;
      if (call !== undefined && isResponse(response)) {
        try {
          read(observation, this, call, response);
        } catch (error) {
          guard.report('reading a response', error);
        }
        if (requiresInput(response)) {
          return guard.within(call.context, original, this, [...arguments]);
        }
      }
      try {
        return original.apply(this, whole(arguments));
      } finally {
        if (call?.isAnswered === true) {
          accept(observation, call);
        }
      }
    };
}

function read(
  observation: Observation,
  protocol: SdkProtocol,
  call: ClientExchange,
  response: Response
): void {
  const transport = observation.deliveries.to(protocol);
  if (transport !== undefined) {
    agreeOn(observation, transport, call, response);
  }
  observation.checkedCalls.learn(protocol, call.method, response.result);
  call.answered(response);
}
