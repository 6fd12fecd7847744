/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { trace } from '@opentelemetry/api';

const client = new Client({ name: 'agent', version: '1.0.0' });

// The server inherits nothing but PATH, HOME and the like.
const otel = Object.entries(process.env).filter(([name]) =>
  name.startsWith('OTEL_')
);

await trace.getTracer('agent').startActiveSpan('add up', async span => {
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: ['--import', './tracing.mjs', 'server.mjs'],
      env: { ...Object.fromEntries(otel), OTEL_SERVICE_NAME: 'calculator' },
    })
  );
  const params = { name: 'add', arguments: { a: 1, b: 2 } };
  const { content } = await client.callTool(params);
  console.log(content[0].text);
  await client.close();
  span.end();
});
