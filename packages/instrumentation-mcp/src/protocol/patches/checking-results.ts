/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { CheckedCall } from '../checked-calls.ts';
import type { Observation } from '../observation.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { whole } from '../sdk-shapes.ts';
import { onSettled } from '../settled.ts';

/**
 * Wraps `Client.callTool(params, …, options)`, which checks a result against the
 * tool's output schema after its request has been answered, and may reject it.
 * Calls of tools without such a schema pass through.
 */
export function checkingResults({ observation, active }: Patching): Wrapper {
  return original =>
    function (this: object, params, options) {
      const call =
        active() && observation.telemetry.audience.isPresent
          ? begin(observation, this, params, options)
          : undefined;
      const returned = original.apply(this, whole(arguments));
      return call === undefined
        ? returned
        : watch(observation, params, call, returned);
    };
}

function begin(
  { checkedCalls, guard }: Observation,
  client: object,
  params: unknown,
  options: unknown
): CheckedCall | undefined {
  try {
    return checkedCalls.begin(client, params, options);
  } catch (error) {
    guard.report('looking for the schema of a tool', error);
    return undefined;
  }
}

function watch(
  { checkedCalls, guard }: Observation,
  params: unknown,
  call: CheckedCall,
  returned: unknown
): unknown {
  const end = (settle: () => void) => {
    guard.run('ending a checked call', () => {
      checkedCalls.end(params, call);
      settle();
    });
  };
  return onSettled(
    returned,
    () => {
      end(() => {
        call.accepted();
      });
    },
    error => {
      end(() => {
        call.refused(error);
      });
    }
  );
}
