/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An agent that asks for the weather. Its spans are what an instrumentation of
// GenAI makes: invoke_agent around chat and execute_tool.
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { SpanKind, trace } from '@opentelemetry/api';

const MODEL = 'scripted-1';
const tracer = trace.getTracer('weather-agent');

/** A span of the GenAI conventions, around `action`. */
function inSpan(operation, target, kind, attributes, action) {
  const options = {
    kind,
    attributes: { 'gen_ai.operation.name': operation, ...attributes },
  };
  return tracer.startActiveSpan(
    `${operation} ${target}`,
    options,
    async span => {
      try {
        return await action();
      } finally {
        span.end();
      }
    }
  );
}

const chat = prompt =>
  inSpan(
    'chat',
    MODEL,
    SpanKind.CLIENT,
    {
      'gen_ai.provider.name': 'scripted',
      'gen_ai.request.model': MODEL,
      'gen_ai.usage.input_tokens': prompt.length,
    },
    () => delay(100)
  );

const executeTool = (client, name) =>
  inSpan(
    'execute_tool',
    name,
    SpanKind.INTERNAL,
    { 'gen_ai.tool.name': name },
    () => client.callTool({ name })
  );

async function connect() {
  const client = new Client({ name: 'weather-agent', version: '1.0.0' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      // With the flags and the settings of this program.
      args: [...process.execArgv, 'weather-server.mjs'],
      env: { ...process.env, OTEL_SERVICE_NAME: 'weather-server' },
    })
  );
  return client;
}

await inSpan(
  'invoke_agent',
  'weather',
  SpanKind.INTERNAL,
  { 'gen_ai.agent.name': 'weather' },
  async () => {
    const client = await connect();
    await chat('What is the weather?');
    await executeTool(client, 'forecast');
    await chat('Sunny, 24 degrees.');
    await client.close();
  }
);
