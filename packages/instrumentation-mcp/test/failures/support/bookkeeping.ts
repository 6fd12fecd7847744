/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { McpInstrumentation } from '../../../src/index.ts';
import type { Observation } from '../../../src/protocol/observation.ts';
import type { Transport } from '../../support/sdk.ts';
import type { Link } from './link.ts';

/**
 * How many exchanges an instrumentation still waits for on the two ends of a
 * link. What it keeps, it keeps in weak maps, which only their keys can open.
 */
export function openExchanges(
  instrumentation: McpInstrumentation,
  { client, clientTransport, servers }: Link
): number {
  const wiring: unknown = Reflect.get(instrumentation, '_wiring');
  const patches: unknown = Reflect.get(Object(wiring), '_sdkPatches');
  const observation = Reflect.get(
    Object(patches),
    '_observation'
  ) as Observation;
  const protocols = [client, ...servers.map(({ server }) => server)];
  const transports = [
    clientTransport,
    ...servers
      .map(({ server }) => server.transport)
      .filter(transport => transport !== undefined),
  ];
  return (
    sum(protocols.map(one => observation.knownCallsOf(one)?.size)) +
    sum(
      transports.map(one => observation.transports.known(one)?.received.size)
    ) +
    sum(transports.map(one => observation.transports.known(one)?.raw.size)) +
    observation.telemetry.live.size -
    sum(transports.map(one => Number(hasSession(observation, one))))
  );
}

function hasSession({ transports }: Observation, transport: Transport) {
  return transports.known(transport)?.session?.ended === false;
}

function sum(sizes: readonly (number | undefined)[]): number {
  return sizes.reduce<number>((total, size) => total + (size ?? 0), 0);
}
