/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { runExample } from '../lib/run-example.mjs';
import { verdict } from './verdict.mjs';

await runExample({
  folder: import.meta.dirname,
  title: 'An agent calls tools over Streamable HTTP',
  legend: ['agent: host · hotel: MCP server with sessions · rooms: no MCP'],
  async play(programs) {
    const rooms = await programs.serve({ service: 'rooms', file: 'rooms.mjs' });
    const hotel = await programs.serve({
      service: 'hotel',
      file: 'server.mjs',
      args: [rooms],
    });
    await programs.run({ service: 'agent', file: 'agent.mjs', args: [hotel] });
  },
  verdict,
});
