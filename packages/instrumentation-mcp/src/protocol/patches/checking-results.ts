/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Patching, Wrapper } from '../patching.ts';
import { onSettled } from '../settled.ts';

/**
 * Wraps `Client.callTool(params, …, options)`, which checks a result against the
 * tool's output schema after its request has been answered, and may reject it.
 * Calls of tools without such a schema pass through.
 */
export function checkingResults({
  observation: { checkedCalls, guard },
  active,
}: Patching): Wrapper {
  return original =>
    function (this: object, ...args) {
      const [params] = args;
      const call = active()
        ? guard.run('looking for the schema of a tool', () =>
            checkedCalls.begin(this, params, args[1])
          )
        : undefined;
      if (call === undefined) {
        return Reflect.apply(original, this, args);
      }
      const end = (settle: () => void) => {
        guard.run('ending a checked call', () => {
          checkedCalls.end(params, call);
          settle();
        });
      };
      return onSettled(
        Reflect.apply(original, this, args),
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
    };
}
