/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const PROTOCOL = 'OTEL_EXPORTER_OTLP_PROTOCOL';
/** Settings of one signal, which go before those of all signals. */
const OF_ONE_SIGNAL =
  /^OTEL_EXPORTER_OTLP_(TRACES|METRICS|LOGS)_(ENDPOINT|PROTOCOL|HEADERS)$/;
const HEADERS = 'OTEL_EXPORTER_OTLP_HEADERS';

/**
 * The user's environment with the probe and, unless `endpoint` is undefined,
 * with OTLP over HTTP to the doctor; credentials for a collector stay at home.
 */
export function commandEnvironment(
  given: Readonly<Record<string, string | undefined>>,
  nodeOptions: string,
  endpoint: string | undefined
): Record<string, string | undefined> {
  const probed = { ...given, NODE_OPTIONS: nodeOptions };
  if (endpoint === undefined) {
    return probed;
  }
  const kept = Object.entries(probed).filter(
    ([name]) => !OF_ONE_SIGNAL.test(name) && name !== HEADERS
  );
  return {
    ...Object.fromEntries(kept),
    [ENDPOINT]: endpoint,
    // What a receiver over HTTP cannot take is gRPC.
    [PROTOCOL]: given[PROTOCOL] === 'http/json' ? 'http/json' : 'http/protobuf',
  };
}

/** Variables that {@link commandEnvironment} adds to the user's. */
export function addedNames(
  given: Readonly<Record<string, string | undefined>>,
  endpoint: string | undefined
): string[] {
  return endpoint === undefined
    ? []
    : [ENDPOINT, PROTOCOL].filter(name => given[name] === undefined);
}
