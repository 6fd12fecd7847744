/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/* Prints the time of one `context.active()`, in nanoseconds. */

import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { registerTelemetry } from '../../test-fixtures/cost/telemetry.mjs';

const CALLS = 5_000_000;

registerTelemetry('recording');
context.with(ROOT_CONTEXT, () => {
  repeat();
  const before = process.cpuUsage();
  repeat();
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify(((user + system) * 1e3) / CALLS));
});

function repeat() {
  for (let made = 0; made < CALLS; made += 1) context.active();
}
