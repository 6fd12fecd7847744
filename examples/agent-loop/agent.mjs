/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An agent's loop: its model decides, a tool is called, what comes back is the next
// observation. The model is scripted; spans are what a GenAI instrumentation would
// make.
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { SpanKind, trace } from '@opentelemetry/api';

const DECISIONS = [
  client =>
    client.callTool({
      name: 'find_order',
      arguments: { customer: 'Ada', cardNumber: '4111111111111111' },
    }),
  client => client.callTool({ name: 'refund' }),
  client => client.callTool({ name: 'print_label' }),
  client => client.readResource({ uri: 'archive://orders/7' }),
  client => client.callTool({ name: 'call_courier' }),
];
const tracer = trace.getTracer('agent');

/** @param {number} step */
function decide(step) {
  const attributes = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'scripted',
    'gen_ai.request.model': 'scripted-1',
  };
  const options = { kind: SpanKind.CLIENT, attributes };
  return tracer.startActiveSpan('chat scripted-1', options, async span => {
    await delay(80);
    span.end();
    return DECISIONS[step];
  });
}

/** The model gets to see what went wrong, and goes on. */
async function observe(call, client) {
  try {
    const { isError } = await call(client);
    return isError === true ? 'the tool failed' : 'the tool succeeded';
  } catch (error) {
    return typeof error.code === 'number'
      ? 'the server refused'
      : 'the server is gone';
  }
}

async function connect() {
  const client = new Client({ name: 'agent', version: '1.0.0' });
  const env = {
    ...process.env,
    OTEL_SERVICE_NAME: 'shop',
    // A process that is killed exports nothing more.
    OTEL_BSP_SCHEDULE_DELAY: '100',
    OTEL_BLRP_SCHEDULE_DELAY: '100',
    OTEL_METRIC_EXPORT_INTERVAL: '200',
    OTEL_METRIC_EXPORT_TIMEOUT: '200',
    // Both would write to stdout, which is the protocol's. They do not here.
    OTEL_TRACES_EXPORTER: 'otlp,console',
    OTEL_LOG_LEVEL: 'debug',
  };
  const flag = ['--import', 'opentelemetry-instrumentation-mcp/auto'];
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [...flag, 'server.mjs'],
      env,
      stderr: 'ignore',
    })
  );
  return client;
}

const attributes = {
  'gen_ai.operation.name': 'invoke_agent',
  'gen_ai.agent.name': 'clerk',
};
await tracer.startActiveSpan(
  'invoke_agent clerk',
  { attributes },
  async span => {
    const client = await connect();
    for (const step of DECISIONS.keys()) {
      const call = await decide(step);
      console.log(await observe(call, client));
    }
    await client.close();
    span.end();
  }
);
