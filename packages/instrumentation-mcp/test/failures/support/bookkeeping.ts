/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { McpInstrumentation } from '../../../src/index.ts';
import type { Observation } from '../../../src/protocol/observation.ts';
import type { Link } from './link.ts';

/**
 * How many exchanges an instrumentation still waits for on the two ends of a
 * link. What it keeps, it keeps in weak maps, which only their keys can open.
 */
export function openExchanges(
  instrumentation: McpInstrumentation,
  { client, clientTransport, servers }: Link
): number {
  const patches: unknown = Reflect.get(instrumentation, '_sdkPatches');
  const { calls, received } = Reflect.get(
    Object(patches),
    '_observation'
  ) as Observation;
  const sent = Reflect.get(calls, '_open') as object;
  const transports = servers
    .map(({ server }) => server.transport)
    .filter(transport => transport !== undefined);
  return (
    count(sent, [client, ...servers.map(({ server }) => server)]) +
    count(received, [clientTransport, ...transports])
  );
}

function count(exchanges: object, owners: readonly object[]): number {
  const byOwner = Reflect.get(exchanges, '_byOwner') as WeakMap<
    object,
    ReadonlyMap<unknown, unknown>
  >;
  return owners.reduce(
    (sum, owner) => sum + (byOwner.get(owner)?.size ?? 0),
    0
  );
}
