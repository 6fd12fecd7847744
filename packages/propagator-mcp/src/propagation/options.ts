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
