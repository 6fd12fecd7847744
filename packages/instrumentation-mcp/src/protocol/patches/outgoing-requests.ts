/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ClientExchange } from '../../exchange/client-exchange.ts';
import { isMessage } from '../../model/json-rpc.ts';
import { OTHER } from '../../model/methods.ts';
import { failure, outcomeOfResult } from '../../model/outcome.ts';
import type { Observation } from '../observation.ts';
import type { Patching, Wrapper } from '../patching.ts';
import {
  whole,
  type Method,
  type SdkProtocol,
  type SdkRequestOptions,
  type SdkTransport,
} from '../sdk-shapes.ts';
import { accept, settle } from '../acceptance.ts';
import { onSettled } from '../settled.ts';
import { lengthenStacks, restoreStacks } from '../stack-depth.ts';
import { missed } from '../transports/bypassed.ts';

/** The wrapper's own. */
const FRAMES = 2;

/**
 * Wraps the method through which a `Protocol` sends all of its requests:
 * `request(request, schema, options)` of v1, and of v2
 * `_requestWithSchemaViaCodec(codec, request, schema, options)`, which
 * `ctx.mcpReq.send` and the legs of a multi-round trip reach without `request()`.
 *
 * The application gets the SDK's own promise, for a derived one settles later and
 * lets a notification overtake the result that came before it.
 */
export function outgoingRequests(
  messageIndex: 0 | 1
): (patching: Patching) => Wrapper {
  return patching => original => {
    const traced = tracing(patching, original, messageIndex);
    return function (this: SdkProtocol, first, second) {
      const message = messageIndex === 0 ? first : second;
      const method = isFollowed(patching, this, message) ? traced : original;
      return method.apply(this, whole(arguments));
    };
  };
}

/** Asked before anything is made for a request. */
function isFollowed(
  { active, observation }: Patching,
  { transport }: SdkProtocol,
  message: unknown
): boolean {
  return (
    transport !== undefined &&
    active() &&
    isMessage(message) &&
    observation.follows(message)
  );
}

function tracing(
  patching: Patching,
  original: Method,
  messageIndex: 0 | 1
): Method {
  const { observation } = patching;
  return function (this: SdkProtocol, ...args) {
    const { transport } = this;
    const call =
      transport === undefined
        ? undefined
        : begin(patching, this, transport, args, messageIndex);
    if (call === undefined || transport === undefined) {
      return original.apply(this, args);
    }
    const state = observation.transports.of(transport);
    const outer = state.outgoing;
    const next = this._requestMessageId;
    const limit = lengthenStacks(FRAMES);
    state.outgoing = call;
    let returned: unknown;
    try {
      returned = original.apply(this, args);
    } catch (error) {
      settle(observation, call, error);
      throw error;
    } finally {
      state.outgoing = outer;
      restoreStacks(limit, FRAMES);
    }
    if (call.id === undefined) {
      missed(transport, state);
    }
    return follow(observation, this, call, next, returned);
  };
}

function begin(
  { observation, tap }: Patching,
  protocol: SdkProtocol,
  transport: SdkTransport,
  args: unknown[],
  messageIndex: number
): ClientExchange | undefined {
  const message = args[messageIndex];
  if (!isMessage(message)) {
    return undefined;
  }
  let call: ClientExchange | undefined;
  try {
    const { exchanges, transports } = observation;
    const state = transports.current(transport, protocol);
    tap.attach(transport, state);
    call = exchanges.beginCall(message, state.connection);
    call.isAwaited = observation.checkedCalls.isAwaited(message);
    observation.checkedCalls.sends(message, call);
    const carried = exchanges.carry(message, call, state.connection);
    args[messageIndex] = carried;
    if (call.isChecked) {
      observation.checkedCalls.left(carried, call);
    }
    const options = args[messageIndex + 2] as SdkRequestOptions | undefined;
    call.signal = options?.signal;
    return call;
  } catch (error) {
    observation.guard.report('tracing a request', error);
    observation.guard.run('ending a request', () => call?.end(failure(OTHER)));
    return undefined;
  }
}

/** Returns what the application gets for what the SDK returned. */
function follow(
  observation: Observation,
  protocol: SdkProtocol,
  call: ClientExchange,
  next: unknown,
  returned: unknown
): unknown {
  if (call.ended) {
    return returned;
  }
  if (call.id !== undefined && typeof protocol._cleanupTimeout === 'function') {
    call.promise = returned;
    if (call.isAnswered) {
      accept(observation, call);
    }
    return returned;
  }
  // Refused at once, or queued for a task (v1), whose id only a counter tells.
  if (
    call.id === undefined &&
    typeof next === 'number' &&
    protocol._requestMessageId === next + 1
  ) {
    observation.callsOf(protocol).sent(next, call);
  }
  return onSettled(
    returned,
    result => {
      observation.guard.run('ending a request', () => {
        call.end(outcomeOfResult(result));
      });
    },
    error => {
      settle(observation, call, error);
    }
  );
}
