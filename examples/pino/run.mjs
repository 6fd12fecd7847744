/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Three calls of a tool that logs with pino. What it writes is shown as well.
import { runExample } from '../lib/run-example.mjs';
import { linesOf, shown, verdict } from './verdict.mjs';

let written = '';

await runExample({
  folder: import.meta.dirname,
  title: 'A tool that logs with pino, each line in the span of its call',
  legend: ['agent: client · notes: MCP server over stdio, CommonJS, pino'],
  async play(programs) {
    const client = await programs.run({
      service: 'agent',
      file: 'client.mjs',
      env: { OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'mcp,pino' },
    });
    written = client.stderr;
    console.log(written);
  },
  shown,
  verdict: collected => verdict(collected, linesOf(written)),
});
