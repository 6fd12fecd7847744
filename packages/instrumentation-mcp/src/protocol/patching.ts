/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Observation } from './observation.ts';
import type { Method } from './sdk-shapes.ts';
import type { TransportTap } from './transports/transport-tap.ts';

/** Makes a wrapper for a method; `original` is what stood there before. */
export type Wrapper = (original: Method) => Method;

/** What the wrappers of one prototype work with. */
export interface Patching {
  readonly observation: Observation;
  readonly tap: TransportTap;
  /** Whether the patch holds its prototype; wrappers pass through while not. */
  readonly active: () => boolean;
  /** Patches whatever of the SDK an object leads to. */
  readonly instrument: (candidate: unknown) => void;
}
