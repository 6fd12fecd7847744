/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An MCP server over Streamable HTTP. SDK v2, protocol revision 2026-07-28:
// stateless, and a tool that needs something from the user answers
// `input_required`, upon which the client calls it again.
import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  McpServer,
  acceptedContent,
  createMcpHandler,
  inputRequired,
} from '@modelcontextprotocol/server';
import * as z from 'zod';

const weather = process.argv[2];

async function get(path) {
  const response = await fetch(new URL(path, weather));
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}

const text = text => ({ content: [{ type: 'text', text }] });
const consent = z.object({ accept: z.boolean() });

function createTravelServer() {
  const server = new McpServer({ name: 'travel', version: '1.0.0' });
  server.registerTool('forecast', {}, async () =>
    text((await get('/forecast')).summary)
  );
  // The SDK makes of what a tool throws a result with `isError`.
  server.registerTool('tides', {}, async () =>
    text((await get('/tides')).summary)
  );
  server.registerTool('book_ferry', {}, ({ mcpReq }) => {
    const given = acceptedContent(mcpReq.inputResponses, 'consent', consent);
    if (given?.accept === true) return text('booked: Saturday, 09:40');
    const message = 'The ferry costs 18 euros. Book it?';
    return inputRequired({
      inputRequests: {
        consent: inputRequired.elicit({ message, requestedSchema: consent }),
      },
    });
  });
  return server;
}

const server = createServer(
  toNodeHandler(createMcpHandler(createTravelServer))
);
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/mcp`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeIdleConnections();
});
