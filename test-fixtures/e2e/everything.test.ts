/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  printSpanTree,
  startFixture,
  startOtlpReceiver,
  type Fixture,
  type OtlpReceiver,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isMcpSpan, tracesByRoot } from './support/assert-traces.ts';
import { freePort } from './support/free-port.ts';

const NODE = process.env['MCP_TEST_NODE'] ?? process.execPath;
const AUTO = 'opentelemetry-instrumentation-mcp/auto';
const PROGRAMS = join(import.meta.dirname, '..', 'programs');
const SERVER = join(
  dirname(
    createRequire(import.meta.url).resolve(
      '@modelcontextprotocol/server-everything/package.json'
    )
  ),
  'dist/index.js'
);

/** What the client does, and what the server asks back. */
const METHODS = [
  'initialize',
  'notifications/initialized',
  'prompts/get',
  'prompts/list',
  'resources/list',
  'resources/read',
  'sampling/createMessage',
  'tools/call',
  'tools/list',
];

// A server that knows nothing of OpenTelemetry, traced by one flag.
describe('server-everything', function () {
  this.timeout(120_000);
  let receiver: OtlpReceiver;
  let server: Fixture | undefined;

  beforeEach(async () => {
    receiver = await startOtlpReceiver();
  });

  afterEach(async () => {
    await server?.stop({ stdinEndMs: 0 });
    server = undefined;
    await receiver.close();
  });

  it('stdio', async () => {
    await runClient({
      command: NODE,
      args: ['--import', AUTO, SERVER, 'stdio'],
      env: env('server'),
    });
    assertTraced(await receiver.waitForSpans(isComplete, TIMEOUT));
  });

  it('Streamable HTTP', async () => {
    const port = await freePort();
    server = await startFixture({
      file: SERVER,
      args: ['streamableHttp'],
      execArgv: ['--import', AUTO],
      env: { ...env('server'), PORT: String(port) },
      nodePath: NODE,
      ready: { on: 'stderr', match: `port ${port}` },
      readyTimeoutMs: TIMEOUT.timeoutMs,
    });
    await runClient({ url: `http://127.0.0.1:${port}/mcp` });
    // whose SDK exports what it has left
    await server.stop({ stdinEndMs: 0 });
    const spans = await receiver.waitForSpans(isComplete, TIMEOUT);
    assertTraced(spans);
    const received = spans.filter(
      span => isMcpSpan(span) && span.kind === 'SERVER'
    );
    assert.ok(
      received
        .filter(span => span.service === 'server')
        .every(span => span.links.length === 1)
    );
  });

  async function runClient(target: object): Promise<void> {
    const client = await startFixture({
      file: join(PROGRAMS, 'everything-client.mjs'),
      execArgv: ['--import', AUTO],
      env: { ...env('client'), MCP_SERVER: JSON.stringify(target) },
      nodePath: NODE,
      ready: { on: 'message' },
      readyTimeoutMs: TIMEOUT.timeoutMs,
    });
    const { code } = await client.exited;
    assert.equal(code, 0, client.stderr);
    const [message] = client.messages;
    const { echo, sampled } = (message as { results: Results }).results;
    assert.equal(echo.content[0]?.text, 'Echo: hi');
    assert.match(JSON.stringify(sampled), /fine/);
  }

  function env(service: string): Record<string, string> {
    return {
      OTEL_SERVICE_NAME: service,
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,undici,express,mcp',
      OTEL_NODE_RESOURCE_DETECTORS: 'env',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      NODE_NO_WARNINGS: '1',
    };
  }
});

const TIMEOUT = { timeoutMs: 60_000 };

interface Results {
  readonly echo: { readonly content: readonly { readonly text: string }[] };
  readonly sampled: unknown;
}

/** Both processes have exported: the last call's two spans and the root. */
function isComplete(spans: readonly SpanRecord[]): boolean {
  return (
    spans.some(span => span.name === 'app') &&
    spans.filter(span => span.name === 'resources/read').length === 2
  );
}

function assertTraced(spans: readonly SpanRecord[]): void {
  const trace = tracesByRoot(spans).get('app') ?? [];
  const tree = printSpanTree(trace);
  const sent = trace.filter(span => isMcpSpan(span) && span.kind === 'CLIENT');
  const methods = sent.map(span => span.attributes['mcp.method.name']);
  assert.deepEqual(
    METHODS.filter(method => !methods.includes(method)),
    [],
    tree
  );
  for (const { spanId, service, attributes } of sent) {
    const isRequest = attributes['jsonrpc.request.id'] !== undefined;
    // what a server says before the client listens is lost
    if (service === 'server' && !isRequest) continue;
    const received = trace.filter(
      span =>
        span.parentSpanId === spanId &&
        span.kind === 'SERVER' &&
        span.service !== service
    );
    assert.deepEqual(
      received.map(span => span.attributes['mcp.method.name']),
      [attributes['mcp.method.name']],
      tree
    );
  }
}
