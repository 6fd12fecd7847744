/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The agent's host: an MCP client of SDK v1 over stdio, and one of SDK v2 over
// Streamable HTTP. The span around the run is all it knows of OpenTelemetry.
import { setTimeout as delay } from 'node:timers/promises';
import {
  Client,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { CreateMessageRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { trace } from '@opentelemetry/api';

const [travelUrl] = process.argv.slice(2);
const clientInfo = { name: 'agent', version: '1.0.0' };

// A stdio server does not inherit the environment: the SDK hands on HOME, PATH
// and the like. What the server shall know of OpenTelemetry must be passed.
function otelEnvironment(serviceName) {
  const inherited = Object.entries(process.env).filter(([name]) =>
    name.startsWith('OTEL_')
  );
  return { ...Object.fromEntries(inherited), OTEL_SERVICE_NAME: serviceName };
}

async function connectToNotes() {
  const client = new ClientV1(clientInfo, { capabilities: { sampling: {} } });
  client.setRequestHandler(CreateMessageRequestSchema, async () => {
    await delay(600); // the model thinks
    const text = 'Swimwear, towels, and coins for the café.';
    const content = { type: 'text', text };
    return { model: 'demo-model', role: 'assistant', content };
  });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [
        ...['--import', 'opentelemetry-instrumentation-mcp/auto'],
        'stdio-server.mjs',
      ],
      env: otelEnvironment('notes'),
    })
  );
  return client;
}

async function connectToTravel() {
  const client = new Client(clientInfo, {
    capabilities: { elicitation: {} },
    versionNegotiation: { mode: 'auto' },
  });
  client.setRequestHandler('elicitation/create', async () => {
    await delay(400); // the user reads and clicks
    return { action: 'accept', content: { accept: true } };
  });
  await client.connect(new StreamableHTTPClientTransport(new URL(travelUrl)));
  return client;
}

async function planTrip() {
  const [notes, travel] = await Promise.all([
    connectToNotes(),
    connectToTravel(),
  ]);
  await Promise.all([
    notes.callTool({ name: 'search_notes' }),
    travel.callTool({ name: 'forecast' }),
    travel.callTool({ name: 'tides' }),
  ]);
  await notes.callTool({ name: 'packing_list' });
  await travel.callTool({ name: 'book_ferry' });
  await Promise.all([notes.close(), travel.close()]);
}

await trace.getTracer('agent').startActiveSpan('plan a trip', async span => {
  await planTrip();
  span.end();
});
