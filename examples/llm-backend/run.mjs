/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The same program with three backends. What differs is a file of settings.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { AUTO } from '../lib/programs.mjs';
import { runExample } from '../lib/run-example.mjs';
import { BACKENDS, assertRequests, verdict } from './verdict.mjs';

async function runWith(name, programs, folder) {
  const { file, executeToolSpan } = BACKENDS[name];
  const settings = join(import.meta.dirname, 'backends', file);
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = parseEnv(
    readFileSync(settings, 'utf8')
  );
  const log = join(folder, name);
  await programs.run({
    service: 'weather-agent',
    file: 'weather-agent.mjs',
    flags: [`--env-file=${settings}`, '--import', './stand-in.mjs', ...AUTO],
    env: {
      STAND_IN_FOR: endpoint,
      STAND_IN_LOG: log,
      STAND_IN_TO: programs.endpoint,
      OTEL_EXPORTER_OTLP_ENDPOINT: undefined, // the file has it
      OTEL_RESOURCE_ATTRIBUTES: `backend=${name}`,
      OTEL_INSTRUMENTATION_MCP_EXECUTE_TOOL_SPAN: executeToolSpan,
      OTEL_INSTRUMENTATION_MCP_LOGS_FROM_MCP: 'server',
    },
  });
  const requests = readFileSync(log, 'utf8').trimEnd().split('\n');
  assertRequests(
    name,
    requests.map(line => JSON.parse(line))
  );
}

await runExample({
  folder: import.meta.dirname,
  title: 'A weather agent, traced into Langfuse, Logfire and Confident AI',
  legend: ['a trace for each backend · nock stands in for their hosts'],
  // Two of the backends take no metrics.
  async play(programs) {
    const folder = mkdtempSync(join(tmpdir(), 'llm-backend-'));
    try {
      for (const name of Object.keys(BACKENDS)) {
        await runWith(name, programs, folder);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  verdict,
});
