/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// No MCP: what a preload may have touched, and its own spans on stdout.
import { writeSync } from 'node:fs';
import { trace } from '@opentelemetry/api';

const own = Object.getOwnPropertyNames(console).map(name => [
  name,
  typeof console[name] === 'function' ? String(console[name]) : '',
]);
console.dir({
  resource: 1,
  instrumentationScope: 2,
  traceId: 3,
  attributes: 4,
});
trace.getTracer('app').startSpan('its own').end();
writeSync(1, `${JSON.stringify(Object.fromEntries(own))}\n`);
writeSync(1, `${Object.getOwnPropertyNames(process.stdout).sort().join()}\n`);
