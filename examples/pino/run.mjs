/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Shows what the server has logged, below the span in which it did so. Fails when
// a line belongs to no span of a tool call.
import { startFixture, startOtlpReceiver } from 'opentelemetry-mcp-test-utils';

const CALL = 'tools/call search';

const receiver = await startOtlpReceiver();
try {
  const client = await startFixture({
    file: 'client.mjs',
    execArgv: ['--import', 'opentelemetry-instrumentation-mcp/auto'],
    cwd: import.meta.dirname,
    env: {
      OTEL_SERVICE_NAME: 'agent',
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'mcp,pino',
      OTEL_NODE_RESOURCE_DETECTORS: 'env,host,process',
    },
  });
  const { code } = await client.exited;
  if (code !== 0) throw new Error(client.stderr);
  const spans = await receiver.waitForSpans(
    all => serverSpans(all).length === 3 && clientSpans(all).length === 3
  );
  show(spans, linesOf(client.stderr));
} finally {
  await receiver.close();
}

function serverSpans(spans) {
  return spans.filter(({ name, kind }) => name === CALL && kind === 'SERVER');
}

function clientSpans(spans) {
  return spans.filter(({ name, kind }) => name === CALL && kind === 'CLIENT');
}

/** Pino writes one JSON object per line. */
function linesOf(text) {
  return text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
}

function show(spans, lines) {
  for (const { traceId, spanId, parentSpanId } of serverSpans(spans)) {
    const caller = clientSpans(spans).find(
      span => span.spanId === parentSpanId
    );
    console.log(`${CALL}, called by ${caller?.service ?? 'nobody'}`);
    console.log(`  trace_id ${traceId}, span_id ${spanId}`);
    for (const line of lines) {
      if (line.trace_id === traceId && line.span_id === spanId) {
        console.log(`    ${line.msg}`);
      }
    }
  }
  const ids = new Set(serverSpans(spans).map(({ spanId }) => spanId));
  const strays = lines.filter(line => !ids.has(line.span_id));
  if (strays.length > 0) {
    throw new Error(`of no call: ${strays.map(({ msg }) => msg).join(', ')}`);
  }
  console.log(`✔ all ${lines.length} lines belong to the span of their call`);
}
