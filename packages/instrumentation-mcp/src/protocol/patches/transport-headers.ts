/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, type Context } from '@opentelemetry/api';
import { isObject } from '../../model/json-rpc.ts';
import { unsilenced } from '../../model/transport-silence.ts';
import type { Observation } from '../observation.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { isTransport, type SdkTransport } from '../sdk-shapes.ts';
import { beside } from '../settled.ts';

/**
 * Wraps `_commonHeaders()` of the HTTP clients, which await it. Where their HTTP
 * spans are not wanted, HTTP instrumentations write no headers either, and
 * servers that read nothing but headers would drop out of the trace: we write
 * them instead, for those peers that get context in messages as well.
 */
export function transportHeaders({ observation, active }: Patching): Wrapper {
  return original =>
    function (this: object, ...args) {
      const returned = original.apply(this, args);
      if (
        active() &&
        observation.settings.suppressTransportSpans &&
        isTransport(this)
      ) {
        watch(observation, this, returned);
      }
      return returned;
    };
}

function watch(
  observation: Observation,
  transport: SdkTransport,
  returned: unknown
): void {
  const { guard } = observation;
  guard.run('writing headers', () => {
    const carried = unsilenced(context.active());
    if (carried !== undefined) {
      const write = (headers: unknown) => {
        guard.run('writing headers', () => {
          writeInto(headers, observation, carried, transport);
        });
      };
      beside(returned, write, () => undefined);
    }
  });
}

function writeInto(
  headers: unknown,
  { exchanges, transports }: Observation,
  carried: Context,
  transport: SdkTransport
): void {
  const { connection } = transports.of(transport);
  const fields = exchanges.headersOf(carried, connection);
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') {
      setHeader(headers, name, value);
    }
  }
}

/** The SDK makes them for each request: a `Headers`, a plain object before 1.10. */
function setHeader(headers: unknown, name: string, value: string): void {
  if (!isObject(headers)) {
    return;
  }
  if (typeof headers['set'] === 'function') {
    Reflect.apply(headers['set'], headers, [name, value]);
  } else {
    Reflect.set(headers, name, value);
  }
}
