/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { createContextKey, type Context } from '@opentelemetry/api';
import { attempt } from '../prototypes.ts';
import { isTransport, type SdkTransport } from '../sdk-shapes.ts';
import { traitsOf, UNKNOWN } from './transport-traits.ts';

/** How deep transports lie in each other: logging around retrying around the SDK's. */
const MAX_DEPTH = 4;

const OPENING = createContextKey('opentelemetry-instrumentation-mcp opening');

/** The context in which a transport of an application is started. */
export function opening(context: Context, transport: SdkTransport): Context {
  return context.setValue(OPENING, transport);
}

/** The transport that is being started, of which this one may be the inside. */
export function openedBy(context: Context): SdkTransport | undefined {
  const transport = context.getValue(OPENING);
  return isTransport(transport) ? transport : undefined;
}

/**
 * The transports of the SDK that another one holds as properties, at whatever
 * depth. Getters are not called.
 */
export function heldBy(transport: SdkTransport): SdkTransport[] {
  return [...transportsIn(transport, MAX_DEPTH, new Set([transport]))];
}

function* transportsIn(
  holder: object,
  depth: number,
  seen: Set<object>
): Generator<SdkTransport> {
  const properties =
    attempt(() => Object.values(Object.getOwnPropertyDescriptors(holder))) ??
    [];
  for (const property of properties) {
    const value: unknown = property.value;
    if (!isMember(value) || seen.has(value)) {
      continue;
    }
    seen.add(value);
    if (traitsOf(value) !== UNKNOWN) {
      yield value;
    } else if (depth > 1) {
      yield* transportsIn(value, depth - 1, seen);
    }
  }
}

/** An application holds sockets as well, which send but are not started. */
function isMember(value: unknown): value is SdkTransport {
  return attempt(() => isTransport(value) && 'start' in value) ?? false;
}
