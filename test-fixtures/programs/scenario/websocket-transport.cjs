/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const { WebSocketServer } = require('ws');

/** The SDK has a WebSocket transport for clients only. */
class WebSocketServerTransport {
  constructor(socket) {
    this.socket = socket;
  }

  async start() {
    this.socket.on('message', data => this.onmessage?.(JSON.parse(data)));
    this.socket.on('error', error => this.onerror?.(error));
    this.socket.on('close', () => this.onclose?.());
  }

  async send(message) {
    this.socket.send(JSON.stringify(message));
  }

  async close() {
    this.socket.close();
  }
}

/** Serves every connection to a free port, until stdin ends. */
exports.serveWebSockets = function serveWebSockets(createServer) {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    handleProtocols: () => 'mcp',
  });
  server.on('listening', () => {
    console.error(`listening on ${server.address().port};`);
  });
  server.on('connection', socket => {
    createServer().connect(new WebSocketServerTransport(socket));
  });
  process.stdin.resume().once('end', () => {
    server.close();
    server.clients.forEach(client => client.terminate());
  });
};
