/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// No MCP: what a preload has added to this process.
import { writeSync } from 'node:fs';

const listeners = process
  .eventNames()
  .map(name => [String(name), process.listenerCount(name)]);
const methods = Object.getOwnPropertyNames(console).map(name => [
  name,
  typeof console[name] === 'function' ? String(console[name]) : '',
]);
const api = globalThis[Symbol.for('opentelemetry.js.api.1')];
writeSync(
  1,
  JSON.stringify({
    listeners: Object.fromEntries(listeners.sort()),
    console: Object.fromEntries(methods),
    api: Object.keys(api ?? {}).sort(),
    active: String(api?.context?.active),
  })
);
