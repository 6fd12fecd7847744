/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Retrieves documents, and lets the model answer with them. Documents come over
// plain HTTP or over MCP, as the caller wants; in either case the code knows
// nothing of tracing.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  Client,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';

const [retrieval = '', llm = ''] = process.argv.slice(2);

async function overHttp(): Promise<string> {
  const response = await fetch(new URL('/retrieve', retrieval));
  return await response.text();
}

/** As an MCP host: the same documents, by a tool. */
async function overMcp(): Promise<string> {
  const client = new Client({ name: 'query-processor', version: '1.0.0' });
  const url = new URL('/mcp', retrieval);
  await client.connect(new StreamableHTTPClientTransport(url));
  const { content } = await client.callTool({ name: 'retrieve' });
  await client.close();
  const [first] = content;
  return first?.type === 'text' ? first.text : '';
}

async function retrieve(path: string): Promise<string> {
  if (retrieval === '') return '';
  return await (path.endsWith('mcp') ? overMcp() : overHttp());
}

async function answer(path: string): Promise<string> {
  const documents = await retrieve(path);
  if (llm === '') return documents;
  const response = await fetch(new URL('/generate', llm), {
    method: 'POST',
    body: documents,
  });
  return await response.text();
}

const server = createServer((request, response) => {
  answer(request.url ?? '').then(
    text => response.end(text),
    (error: unknown) => response.writeHead(502).end(String(error))
  );
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`http://127.0.0.1:${String(port)}`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeIdleConnections();
});
