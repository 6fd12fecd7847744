/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An agent's run over one session. The span around it is all that it knows of
// OpenTelemetry.
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { trace } from '@opentelemetry/api';

const url = new URL(process.argv[2]);
const client = new Client(
  { name: 'agent', version: '1.0.0' },
  { capabilities: { sampling: {}, elicitation: {} } }
);
client.setRequestHandler(CreateMessageRequestSchema, async () => {
  await delay(200); // the model thinks
  const content = { type: 'text', text: 'Quiet, with a view of the harbour.' };
  return { model: 'scripted', role: 'assistant', content };
});
client.setRequestHandler(ElicitRequestSchema, async () => {
  await delay(200); // the user reads and clicks
  return { action: 'accept', content: { late: false } };
});

await trace.getTracer('agent').startActiveSpan('book a room', async span => {
  const transport = new StreamableHTTPClientTransport(url);
  await client.connect(transport);
  for (const name of [
    'find_room',
    'describe_room',
    'book_room',
    'print_invoice',
  ]) {
    await client.callTool({ name });
  }
  await transport.terminateSession();
  await client.close();
  span.end();
});
