/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What is measured of one line of the MCP SDK.
 *
 * @typedef {object} Sdk
 * @property {'v1' | 'v2'} line
 * @property {object[]} namespaces the modules that hold what is instrumented
 * @property {any} Client
 * @property {any} McpServer
 * @property {any} InMemoryTransport
 */

/** @type {Record<string, string[]>} */
const MODULES = {
  v1: [
    '@modelcontextprotocol/sdk/client/index.js',
    '@modelcontextprotocol/sdk/server/mcp.js',
    '@modelcontextprotocol/sdk/inMemory.js',
  ],
  v2: ['@modelcontextprotocol/client', '@modelcontextprotocol/server'],
};

const INFO = { name: 'cost', version: '1.0.0' };

/**
 * @param {string} line `v1` or `v2`
 * @returns {Promise<Sdk>}
 */
export async function loadSdk(line) {
  const namespaces = await Promise.all(
    (MODULES[line] ?? []).map(name => import(name))
  );
  return Object.assign({}, ...namespaces, {
    line,
    namespaces: namespaces.filter(
      ({ Client, McpServer }) => (Client ?? McpServer) !== undefined
    ),
  });
}

/**
 * @param {Sdk} sdk
 * @param {import('./tracing/none.mjs')} tracing what is added
 */
export function createClient(sdk, tracing) {
  const client = new sdk.Client(INFO);
  tracing.traceClient(client);
  return client;
}

/**
 * A server with the tool `nothing`.
 *
 * @param {Sdk} sdk
 * @param {import('./tracing/none.mjs')} tracing what is added
 */
export function createServer(sdk, tracing) {
  const server = new sdk.McpServer(INFO);
  tracing.traceServer(server);
  const work = () => ({ content: [] });
  server.registerTool('nothing', {}, tracing.traceTool(work));
  return server;
}

/**
 * @param {Sdk} sdk
 * @param {import('./tracing/none.mjs')} tracing what is added to both sides
 */
export async function connectInMemory(sdk, tracing) {
  const client = createClient(sdk, tracing);
  const server = createServer(sdk, tracing);
  const [here, there] = sdk.InMemoryTransport.createLinkedPair();
  await server.connect(there);
  await client.connect(here);
  return { client, server };
}
