/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context } from '@opentelemetry/api';
import { outgoingParams } from '../../exchange/outgoing-params.ts';
import { isNamed, isTrusted } from '../../exchange/peer-trust.ts';
import { isObject } from '../../model/json-rpc.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { isTransport, type SdkTransport } from '../sdk-shapes.ts';
import { childEnvironment } from '../../process/child-environment.ts';
import { entryInUse } from '../../process/entry.ts';
import { childNodeOptions } from '../../process/preload-flags.ts';

/** Its first message is what any server gets trace context with. */
const INITIALIZE = { method: 'initialize' };

/**
 * Wraps `StdioClientTransport.start`, which reads its parameters at once and
 * hands a child hardly anything of our environment. The parameters are the
 * application's: the transport has a copy while it starts.
 */
export function forwardingEnvironment(patching: Patching): Wrapper {
  const { observation } = patching;
  return original =>
    function (this: object, ...args) {
      const restore = observation.guard.run('forwarding the environment', () =>
        patching.active() &&
        observation.settings.forwardEnvironment &&
        isTransport(this)
          ? lendParameters(this, patching)
          : undefined
      );
      try {
        return original.apply(this, args);
      } finally {
        restore?.();
      }
    };
}

/** @returns puts the parameters back; none where there was nothing to do */
function lendParameters(
  transport: SdkTransport,
  patching: Patching
): (() => void) | undefined {
  const { transports, telemetry } = patching.observation;
  const { connection } = transports.of(transport);
  const given: unknown = Reflect.get(transport, '_serverParams');
  if (
    !isObject(given) ||
    !isEnvironment(given['env']) ||
    !isTrusted(connection, telemetry)
  ) {
    return undefined;
  }
  const { env: environment, execArgv } = process;
  const flags = [...execArgv, environment['NODE_OPTIONS'] ?? ''];
  const args: unknown = given['args'];
  const env = childEnvironment(given['env'], {
    environment,
    carried: carriedBy(transport, patching),
    credentials: isNamed(connection, telemetry),
    nodeOptions: childNodeOptions(
      entryInUse(),
      flags,
      Array.isArray(args) ? args : []
    ),
  });
  const lent = { ...given, env };
  Reflect.set(transport, '_serverParams', lent);
  return () => {
    if (Reflect.get(transport, '_serverParams') === lent) {
      Reflect.set(transport, '_serverParams', given);
    }
  };
}

/** What `_meta` of a message from here would have, by the same policies. */
function carriedBy(
  transport: SdkTransport,
  { observation: { transports, telemetry } }: Patching
): Record<string, string> {
  const params = outgoingParams(
    INITIALIZE,
    context.active(),
    transports.of(transport).connection,
    telemetry
  );
  const meta = isObject(params) ? params['_meta'] : undefined;
  return isObject(meta)
    ? Object.fromEntries(Object.entries(meta).filter(isText))
    : {};
}

function isText(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}

function isEnvironment(
  value: unknown
): value is Readonly<Record<string, string>> | undefined {
  return value === undefined || isObject(value);
}
