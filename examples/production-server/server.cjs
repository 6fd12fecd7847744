/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An MCP server as people run them: express, bearer tokens, sessions, a database,
// an HTTP service behind it, logs. Nothing in it is about tracing.
const { randomUUID } = require('node:crypto');
const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');
const {
  StreamableHTTPServerTransport,
} = require('@modelcontextprotocol/sdk/server/streamableHttp.js');
const express = require('express');
const { Pool } = require('pg');
const { pino } = require('pino');
const z = require('zod');

const [database, rates] = process.argv.slice(2);
const TOKEN = process.env.SHOP_TOKEN;
const pool = new Pool({ connectionString: database, max: 4 });
const logger = pino();

const inputSchema = { item: z.string() };
const text = text => ({ content: [{ type: 'text', text: String(text) }] });

async function priceOf(item) {
  const query = 'SELECT price FROM items WHERE name = $1';
  const { rows } = await pool.query(query, [item]);
  if (rows.length === 0) throw new Error(`there is no ${item}`);
  return Number(rows[0].price);
}

function createShop() {
  const server = new McpServer({ name: 'shop', version: '1.0.0' });
  server.registerTool('price', { inputSchema }, async ({ item }) => {
    const price = await priceOf(item);
    logger.info({ item, price }, 'priced');
    return text(price);
  });
  server.registerTool('price_abroad', { inputSchema }, async ({ item }) => {
    const price = await priceOf(item);
    const response = await fetch(new URL('/rate', rates));
    return text(price * Number(await response.text()));
  });
  return server;
}

const sessions = new Map();

async function openSession() {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: id => sessions.set(id, transport),
    onsessionclosed: id => sessions.delete(id),
  });
  await createShop().connect(transport);
  return transport;
}

function authorize(request, response, next) {
  if (request.headers.authorization === `Bearer ${TOKEN}`) next();
  else response.status(401).json({ error: 'invalid_token' });
}

const app = express();
app.all('/mcp', authorize, express.json(), async (request, response) => {
  const id = request.headers['mcp-session-id'];
  if (id !== undefined && !sessions.has(id)) {
    response.status(404).end();
    return;
  }
  const transport = sessions.get(id) ?? (await openSession());
  await transport.handleRequest(request, response, request.body);
});

const server = app.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/mcp`);
});
process.once('SIGTERM', async () => {
  server.close();
  server.closeAllConnections();
  await pool.end();
});
