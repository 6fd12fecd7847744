/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// No MCP: a worker that has a span of its own for each job.
import { createServer } from 'node:http';
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import * as sdk from '@opentelemetry/sdk-trace';

const Provider = sdk.TracerProvider ?? sdk.BasicTracerProvider;
const manager = new AsyncLocalStorageContextManager().enable();
const patched = () => Object.getOwnPropertyNames(manager).sort();
const before = patched();
const spans = [];
const none = () => Promise.resolve();
context.setGlobalContextManager(manager);
trace.setGlobalTracerProvider(
  new Provider({
    spanProcessors: [
      {
        onStart: () => undefined,
        onEnd: span => spans.push(span),
        forceFlush: none,
        shutdown: none,
      },
    ],
  })
);
const job = () => trace.getTracer('app').startActiveSpan('job', s => s.end());
job();
context.with(ROOT_CONTEXT, job);
const server = createServer((request, response) => {
  job();
  response.end();
}).listen(0, '127.0.0.1', async () => {
  await fetch(`http://127.0.0.1:${server.address().port}/`);
  server.close();
  server.closeAllConnections();
  const traces = new Set(spans.map(span => span.spanContext().traceId));
  const isRoot = context.active() === ROOT_CONTEXT;
  const touched = patched().join() !== before.join();
  console.log(
    JSON.stringify({
      spans: spans.length,
      traces: traces.size,
      isRoot,
      touched,
    })
  );
});
