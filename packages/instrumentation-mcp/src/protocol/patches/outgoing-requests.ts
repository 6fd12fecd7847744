/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ClientExchange } from '../../exchange/client-exchange.ts';
import { isMessage } from '../../model/json-rpc.ts';
import { outcomeOfResult } from '../../model/outcome.ts';
import { localFailure } from '../transports/local-failure.ts';
import type { Observation } from '../observation.ts';
import type { Patching, Wrapper } from '../patching.ts';
import type { Method, SdkProtocol, SdkRequestOptions } from '../sdk-shapes.ts';
import { onSettled } from '../settled.ts';

interface Begun {
  readonly call: ClientExchange;
  readonly args: readonly unknown[];
  readonly options: SdkRequestOptions | undefined;
}

/**
 * Wraps the method through which a `Protocol` sends all of its requests:
 * `request(request, schema, options)` of v1, and of v2
 * `_requestWithSchemaViaCodec(codec, request, schema, options)`, which
 * `ctx.mcpReq.send` and the legs of a multi-round trip reach without `request()`.
 */
export function outgoingRequests(
  messageIndex: 0 | 1
): (patching: Patching) => Wrapper {
  return ({ observation, active }) =>
    original =>
      function (this: SdkProtocol, ...args) {
        const begun = active()
          ? observation.guard.run('tracing a request', () =>
              begin(observation, this, args, messageIndex)
            )
          : undefined;
        return begun === undefined
          ? Reflect.apply(original, this, args)
          : perform(observation, this, original, begun);
      };
}

function begin(
  { exchanges, connections }: Observation,
  protocol: SdkProtocol,
  args: readonly unknown[],
  messageIndex: number
): Begun | undefined {
  const message = args[messageIndex];
  const { transport } = protocol;
  if (!isMessage(message) || transport === undefined) {
    return undefined;
  }
  const connection = connections.of(transport);
  const call = exchanges.beginCall(message, connection);
  const carried = [...args];
  carried[messageIndex] = exchanges.carry(message, call, connection);
  const options = args[messageIndex + 2] as SdkRequestOptions | undefined;
  return { call, args: carried, options };
}

function perform(
  observation: Observation,
  protocol: SdkProtocol,
  original: Method,
  begun: Begun
): unknown {
  const { calls, guard } = observation;
  const { call, options } = begun;
  const end = (settle: () => void) => {
    guard.run('ending a request', () => {
      calls.forget(protocol, call);
      settle();
    });
  };
  const resolve = (result: unknown) => {
    end(() => {
      call.resolved(outcomeOfResult(result));
    });
  };
  const reject = (error: unknown) => {
    end(() => {
      call.rejected(localFailure(error, options));
    });
  };
  let returned: unknown;
  try {
    returned = guard.within(call.context, () =>
      sendNumbered(observation, protocol, original, begun)
    );
  } catch (error) {
    reject(error);
    throw error;
  }
  return onSettled(returned, resolve, reject);
}

/**
 * A request of a task (v1) is queued instead of sent, and its id is then known
 * only from the SDK's counter.
 */
function sendNumbered(
  { calls }: Observation,
  protocol: SdkProtocol,
  original: Method,
  { call, args }: Begun
): unknown {
  const next = protocol._requestMessageId;
  const returned = calls.during({ owner: protocol, call }, () =>
    Reflect.apply(original, protocol, args)
  );
  if (
    call.id === undefined &&
    typeof next === 'number' &&
    protocol._requestMessageId === next + 1
  ) {
    calls.sent(protocol, next, call);
  }
  return returned;
}
