/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { trace } from '@opentelemetry/api';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { CreateMessageRequestSchema } from '@modelcontextprotocol/sdk/types.js';

// Uses the server `@modelcontextprotocol/server-everything` in one trace.
const server = JSON.parse(process.env.MCP_SERVER);
const transport =
  server.url === undefined
    ? new StdioClientTransport(server)
    : new StreamableHTTPClientTransport(new URL(server.url));
const client = new Client(
  { name: 'everything-client', version: '1' },
  { capabilities: { sampling: {} } }
);
client.setRequestHandler(CreateMessageRequestSchema, () => ({
  model: 'none',
  role: 'assistant',
  content: { type: 'text', text: 'fine' },
}));

const call = (name, args) => client.callTool({ name, arguments: args });
const tracer = trace.getTracer('client-app');
const results = await tracer.startActiveSpan('app', async span => {
  await client.connect(transport);
  const echo = await call('echo', { message: 'hi' });
  const sum = await call('get-sum', { a: 2, b: 3 });
  const wrong = await call('get-sum', { a: 'two' });
  const sampled = await call('trigger-sampling-request', { prompt: 'how?' });
  const { tools } = await client.listTools();
  const { prompts } = await client.listPrompts();
  await client.getPrompt({ name: prompts[0].name });
  const { resources } = await client.listResources();
  await client.readResource({ uri: resources[0].uri });
  span.end();
  return { echo, sum, wrong, sampled, tools: tools.length };
});
await transport.terminateSession?.();
await client.close();
process.send?.({ results });
