/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// With McpInstrumentation all that is left to do is not to pass on what is
// somebody else's: the instrumentation writes the gateway's own trace context, one
// for each server, and sends baggage only to whom `baggage` says (default: nobody).
import { clearMeta } from 'opentelemetry-propagator-mcp';

/** @type {import('./scene.mjs').Variant} */
export const instrumented = {
  agent: (params, send) => send(params),

  // Without clearMeta the agent's `baggage` key would be passed on as a key like
  // any other. `example.com/tenant` stays.
  gateway: (params, backends) =>
    Promise.all(backends.map(send => send(clearMeta(params)))),

  backend: (params, answer) => answer(params),
};
