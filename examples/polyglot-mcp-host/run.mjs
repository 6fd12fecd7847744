/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { hasCommand } from '../lib/commands.mjs';
import { runExample } from '../lib/run-example.mjs';
import { verdict } from './verdict.mjs';

await runExample({
  folder: import.meta.dirname,
  title: 'A host with a TypeScript and a Python server over stdio',
  legend: ['mcp-agent: host · files: TypeScript · database: Python, SQLite'],
  needs: ['python3'],
  async play(programs) {
    await programs.run({
      service: 'mcp-agent',
      file: 'host.mjs',
      args: hasCommand('python3') ? ['python3'] : [],
      env: { OTEL_INSTRUMENTATION_MCP_FORWARD_ENVIRONMENT: 'true' },
    });
  },
  verdict,
});
