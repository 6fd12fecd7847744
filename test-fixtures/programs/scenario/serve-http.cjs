/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const { randomUUID } = require('node:crypto');

/**
 * Serves a handler on a free port of 127.0.0.1, which it writes to stderr, until
 * stdin ends.
 *
 * @param {typeof import('node:http')} http
 * @param {(request: object, response: object) => Promise<void>} handle
 */
exports.serveHttp = function serveHttp(http, handle) {
  const server = http.createServer((request, response) => {
    handle(request, response).catch(error => {
      console.error(error);
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1', () => {
    console.error(`listening on ${server.address().port};`);
  });
  process.stdin.resume().once('end', () => {
    server.close();
    server.closeAllConnections();
  });
};

/**
 * Streamable HTTP with sessions: one server and one transport for each.
 *
 * @param {(options: object) => object} createTransport
 * @param {() => object} createServer
 */
exports.withSessions = function withSessions(createTransport, createServer) {
  const transports = new Map();
  return async (request, response) => {
    let transport = transports.get(request.headers['mcp-session-id']);
    if (transport === undefined) {
      transport = createTransport({
        sessionIdGenerator: randomUUID,
        onsessioninitialized: id => transports.set(id, transport),
      });
      await createServer().connect(transport);
    }
    await transport.handleRequest(request, response);
  };
};

/**
 * The legacy transport: a GET opens the event stream that answers POSTs.
 *
 * @param {(endpoint: string, response: object) => object} createTransport
 * @param {() => object} createServer
 */
exports.withEventStreams = function withEventStreams(
  createTransport,
  createServer
) {
  const transports = new Map();
  return async (request, response) => {
    if (request.method === 'GET') {
      const transport = createTransport('/messages', response);
      transports.set(transport.sessionId, transport);
      await createServer().connect(transport);
      return;
    }
    const { searchParams } = new URL(request.url, 'http://127.0.0.1');
    const transport = transports.get(searchParams.get('sessionId'));
    await transport.handlePostMessage(request, response);
  };
};
