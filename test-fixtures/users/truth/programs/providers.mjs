/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Registers providers with one copy of the API, later than everything else, and
// tells what they got: `node providers.mjs esm|cjs|older [quiet]`.
import { createRequire } from 'node:module';
import * as client2 from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as server2 from '@modelcontextprotocol/server';

const require = createRequire(import.meta.url);
const [, , which, quiet] = process.argv;
const older = which === 'older';
const load =
  which === 'esm' ? name => import(name) : async name => require(name);

const api = await load(older ? 'older-api' : '@opentelemetry/api');
// An API that old has no part for logs.
const logs = older
  ? undefined
  : (api.logs ?? (await load('@opentelemetry/api-logs')).logs);
const { LoggerProvider } = await load('@opentelemetry/sdk-logs');
const { MeterProvider, MetricReader } = await load(
  '@opentelemetry/sdk-metrics'
);
const { TracerProvider, BasicTracerProvider } = await load(
  '@opentelemetry/sdk-trace'
);

class Reader extends MetricReader {
  async onForceFlush() {}
  async onShutdown() {}
}

const lines = [];
const tell = (...args) => lines.push(args.join(' '));
const ignore = () => undefined;
const logger = {
  error: tell,
  warn: tell,
  info: ignore,
  debug: ignore,
  verbose: ignore,
};

const done = { forceFlush: async () => {}, shutdown: async () => {} };
const records = [];
const spans = [];
const reader = new Reader();

function register() {
  if (quiet === undefined) api.diag.setLogger(logger, api.DiagLogLevel.WARN);
  const onEmit = record => records.push(record.eventName);
  logs?.setGlobalLoggerProvider(
    new LoggerProvider({ processors: [{ ...done, onEmit }] })
  );
  api.metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  const onEnd = span => spans.push(span.name);
  api.trace.setGlobalTracerProvider(
    new (TracerProvider ?? BasicTracerProvider)({
      spanProcessors: [{ ...done, onStart: ignore, onEnd }],
    })
  );
}

async function talk({ Client, McpServer, InMemoryTransport }, during) {
  const info = { name: 'providers', version: '1.0.0' };
  const server = new McpServer(info);
  server.registerTool('fail', {}, () => {
    throw new TypeError('failed');
  });
  const client = new Client(info);
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  await client.connect(ours);
  during();
  await client.callTool({ name: 'fail', arguments: {} });
  await client.callTool({ name: 'fail', arguments: {} });
  await client.close();
}

const v1 = { Client, McpServer, InMemoryTransport };
const v2 = { ...server2, ...client2 };
// The first connection is there before anybody looks.
await talk(v1, register);
await talk(v2, ignore);
const { resourceMetrics } = await reader.collect();
const metrics = resourceMetrics.scopeMetrics
  .flatMap(scope => scope.metrics)
  .map(({ descriptor }) => descriptor.name);
console.log(JSON.stringify({ metrics: metrics.sort(), records, spans, lines }));
