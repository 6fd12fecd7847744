/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Calls the server's tool three times, two of them at once.
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const client = new Client({ name: 'agent', version: '1.0.0' });

// The server inherits nothing but PATH, HOME and the like.
const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_NODE_RESOURCE_DETECTORS } =
  process.env;
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: ['--import', 'opentelemetry-instrumentation-mcp/auto', 'server.cjs'],
    cwd: import.meta.dirname,
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT,
      OTEL_NODE_RESOURCE_DETECTORS,
      OTEL_SERVICE_NAME: 'notes',
      OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'mcp,pino',
    },
  })
);
const search = word => client.callTool({ name: 'search', arguments: { word } });
await search('café');
await Promise.all([search('lighthouse'), search('harbour')]);
await client.close();
