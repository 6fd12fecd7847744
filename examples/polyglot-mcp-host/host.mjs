/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An agent that drives two servers over stdio, and then its model. The model is
// scripted; its span is what a GenAI instrumentation would make.
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { SpanKind, trace } from '@opentelemetry/api';

/** Where there is no Python, there is no database. */
const [python] = process.argv.slice(2);
const tracer = trace.getTracer('mcp-agent');

/** Its flag and its OTEL_* reach the server as FORWARD_ENVIRONMENT says. */
async function connect(service, command, file) {
  const client = new Client({ name: 'mcp-agent', version: '1.0.0' });
  const env = { OTEL_SERVICE_NAME: service };
  await client.connect(
    new StdioClientTransport({ command, args: [file], env })
  );
  return client;
}

function chat(prompt) {
  const attributes = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'scripted',
    'gen_ai.request.model': 'scripted-1',
    'gen_ai.usage.input_tokens': prompt.split(' ').length,
    'gen_ai.usage.output_tokens': 3,
  };
  const options = { kind: SpanKind.CLIENT, attributes };
  return tracer.startActiveSpan('chat scripted-1', options, async span => {
    await delay(150);
    span.end();
    return `Read ${prompt}!`;
  });
}

const textOf = ({ content }) => content[0].text.trim();

/** Calls a tool of a server that runs for this one call. */
async function callTool(service, [command, file], params) {
  const client = await connect(service, command, file);
  const result = await client.callTool(params);
  await client.close();
  return textOf(result);
}

await tracer.startActiveSpan('mcp-agent', async span => {
  const author = await callTool('files', [process.execPath, 'file-server.ts'], {
    name: 'read_file',
    arguments: { name: 'author.txt' },
  });
  const titles =
    python === undefined
      ? 'nothing'
      : await callTool('database', [python, 'database_server.py'], {
          name: 'query_database',
          arguments: { author },
        });
  console.log(await chat(titles));
  span.end();
});
