/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * One process of the benchmark: prints the CPU time of a call, in microseconds.
 *
 *   node benchmarks/calls.mjs v1|v2 bare|no-sdk|sampled-off|recording <calls>
 */

import { propagation, trace, context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { AlwaysOffSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { McpInstrumentation } from 'opentelemetry-instrumentation-mcp';

const [sdk, variant, count] = process.argv.slice(2);

/** Spans are made and dropped: exporting is not what is measured. */
const dropping = {
  onStart() {},
  onEnd() {},
  forceFlush: async () => {},
  shutdown: async () => {},
};

if (variant === 'sampled-off' || variant === 'recording') {
  const sampler =
    variant === 'sampled-off' ? { sampler: new AlwaysOffSampler() } : {};
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [dropping], ...sampler })
  );
  context.setGlobalContextManager(
    new AsyncLocalStorageContextManager().enable()
  );
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
}

const { client, server, memory } =
  sdk === 'v1'
    ? {
        client: await import('@modelcontextprotocol/sdk/client/index.js'),
        server: await import('@modelcontextprotocol/sdk/server/mcp.js'),
        memory: await import('@modelcontextprotocol/sdk/inMemory.js'),
      }
    : {
        client: await import('@modelcontextprotocol/client'),
        server: await import('@modelcontextprotocol/server'),
        memory: await import('@modelcontextprotocol/client'),
      };

if (variant !== 'bare') {
  const instrumentation = new McpInstrumentation();
  instrumentation.instrument(client);
  instrumentation.instrument(server);
}

const mcpServer = new server.McpServer({ name: 'bench', version: '1' });
mcpServer.registerTool('nothing', {}, () => ({ content: [] }));
const [here, there] = memory.InMemoryTransport.createLinkedPair();
const mcpClient = new client.Client({ name: 'bench', version: '1' });
await mcpServer.connect(there);
await mcpClient.connect(here);

const call = () => mcpClient.callTool({ name: 'nothing', arguments: {} });
const calls = Number(count);
for (let warmUp = 0; warmUp < calls / 3; warmUp += 1) {
  await call();
}
const before = process.cpuUsage();
for (let n = 0; n < calls; n += 1) {
  await call();
}
const { user, system } = process.cpuUsage(before);
console.log((user + system) / calls);
