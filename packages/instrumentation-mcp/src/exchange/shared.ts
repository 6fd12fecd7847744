/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Legs } from './legs.ts';
import type { OuterSpans } from './outer-span.ts';
import type { References } from './references.ts';
import type { Telemetry } from './telemetry.ts';

/** What all exchanges of one instrumentation share. */
export interface Shared {
  readonly telemetry: Telemetry;
  readonly references: References;
  readonly legs: Legs;
  readonly outerSpans: OuterSpans;
}
