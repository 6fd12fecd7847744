/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * All of the instrumentation that nothing but an MCP program needs. Loaded when the
 * first part of the SDK is found.
 */

import { Wiring } from '../wiring.ts';
import { tellOperatorOnce } from './tell-operator.ts';

/** @returns patches what it finds in a candidate */
export function startTracing(): (candidate: unknown) => void {
  const wiring = new Wiring({
    environment: process.env,
    tellOperator: tellOperatorOnce,
    hasOptions: false,
  });
  wiring.enable();
  return candidate => {
    wiring.patch(candidate);
  };
}
