/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { TextMapPropagator } from '@opentelemetry/api';

export interface MetaPropagationOptions {
  /**
   * What decides keys and formats. Default: the propagator registered with
   * `propagation.setGlobalPropagator()` when the call is made, as the semantic
   * conventions for MCP ask ("the configured OpenTelemetry propagators").
   */
  readonly propagator?: TextMapPropagator | undefined;
}

/** Which baggage may leave: none, all, or the entries with these keys. */
export type BaggagePolicy = 'off' | 'all' | readonly string[];

export interface InjectMetaOptions extends MetaPropagationOptions {
  /**
   * Which baggage the peer gets. Default: `all`, for this function does what it
   * is told; where the peer is somebody else's server, say `off` or name keys.
   */
  readonly baggage?: BaggagePolicy | undefined;
  /**
   * Whether `baggage` also decides on a `baggage` key that `_meta` already has,
   * such as in a message that a gateway sends on. Default: true. With `false`
   * that key stays as it is, unless the propagator writes it anew.
   */
  readonly filterExisting?: boolean | undefined;
}
