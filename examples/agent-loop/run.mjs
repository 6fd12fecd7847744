/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { runExample } from '../lib/run-example.mjs';
import { verdict } from './verdict.mjs';

await runExample({
  folder: import.meta.dirname,
  title: "An agent's loop, whose tools fail in every way",
  legend: ['agent: model and host · shop: MCP server over stdio'],
  optIn: true,
  async play(programs) {
    const agent = await programs.run({
      service: 'agent',
      file: 'agent.mjs',
      flags: ['--import', './redaction.mjs'],
    });
    console.log(agent.stdout);
  },
  verdict,
});
