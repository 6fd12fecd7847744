/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Both programs, with the set-up of tracing.mjs.
import { runExample } from '../lib/run-example.mjs';
import { verdict } from './verdict.mjs';

await runExample({
  folder: import.meta.dirname,
  title:
    'OpenTelemetry set up in code:\nnode --import ./tracing.mjs client.mjs',
  legend: ['agent: client · calculator: MCP server over stdio'],
  async play(programs) {
    await programs.run({
      service: 'agent',
      file: 'client.mjs',
      flags: ['--import', './tracing.mjs'],
    });
  },
  verdict,
});
