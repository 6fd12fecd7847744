/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// One question over plain HTTP, one over MCP. All programs get the vendor's
// endpoint and key from the environment.
import { hasCommand } from '../lib/commands.mjs';
import { runExample } from '../lib/run-example.mjs';
import { buildRetrieval } from './go.mjs';
import { startVendor, VENDOR_HEADERS } from './vendor.mjs';
import { LANGUAGES, verdict } from './verdict.mjs';

async function ask(gateway, via) {
  const response = await fetch(`${gateway}/ask?via=${via}`);
  if (!response.ok) throw new Error(`${via}: ${await response.text()}`);
}

/**
 * Without Python the question goes to the query processor; without Go there are no
 * documents, without Java there is no model.
 */
async function askBoth(programs, env) {
  const serve = async (service, command, file, args = []) =>
    command === undefined || hasCommand(command)
      ? await programs.serve({ service, command, file, args, env })
      : '';
  const retrieval = hasCommand('go')
    ? await programs.serve({
        service: 'retrieval',
        command: buildRetrieval(),
        file: '',
        env,
      })
    : '';
  const llm = await serve('llm', 'java', 'LlmService.java');
  const processor = await serve(
    'query-processor',
    undefined,
    'query-processor.ts',
    [retrieval, llm]
  );
  const gateway = await serve('gateway', 'python3', 'gateway.py', [processor]);
  await ask(gateway || processor, 'http');
  await ask(gateway || processor, 'mcp');
  await programs.end();
}

await runExample({
  folder: import.meta.dirname,
  title:
    'A pipeline in Python, TypeScript, Go and Java, over HTTP and over MCP',
  legend: [
    'gateway: Python · query-processor: TypeScript · retrieval: Go · llm: Java',
  ],
  needs: Object.keys(LANGUAGES),
  async play(programs) {
    const vendor = await startVendor(programs.endpoint);
    try {
      await askBoth(programs, {
        OTEL_EXPORTER_OTLP_ENDPOINT: vendor.url,
        OTEL_EXPORTER_OTLP_HEADERS: VENDOR_HEADERS,
      });
      if (vendor.refused > 0) throw new Error('somebody came without the key');
    } finally {
      vendor.close();
    }
  },
  verdict,
});
