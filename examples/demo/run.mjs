/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Starts an agent's host and all that it talks to.
import { runExample } from '../lib/run-example.mjs';
import { verdict } from './verdict.mjs';

await runExample({
  folder: import.meta.dirname,
  title:
    'An agent, two MCP servers and an HTTP service, each started with one flag:\n' +
    'node --import opentelemetry-instrumentation-mcp/auto',
  legend: [
    'agent: host · notes: stdio, SDK v1 · travel: HTTP, SDK v2 · weather: no MCP',
  ],
  async play(programs) {
    const weather = await programs.serve({
      service: 'weather',
      file: 'weather-service.mjs',
    });
    const travel = await programs.serve({
      service: 'travel',
      file: 'http-server.mjs',
      args: [weather],
    });
    await programs.run({ service: 'agent', file: 'host.mjs', args: [travel] });
  },
  verdict: ({ spans }) => [verdict(spans)],
});
