/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const { once } = require('node:events');
const net = require('node:net');
const readline = require('node:readline');

/** A transport as an application writes it: one message per line of a socket. */
class LineTransport {
  constructor(socket) {
    this.socket = socket;
  }

  static async connect({ hostname, port }) {
    const socket = net.connect(Number(port), hostname);
    await once(socket, 'connect');
    return new LineTransport(socket);
  }

  async start() {
    const lines = readline.createInterface({ input: this.socket });
    lines.on('line', line => this.onmessage?.(JSON.parse(line)));
    this.socket.on('error', error => this.onerror?.(error));
    this.socket.on('close', () => this.onclose?.());
  }

  async send(message) {
    this.socket.write(`${JSON.stringify(message)}\n`);
  }

  async close() {
    this.socket.destroy();
  }
}

exports.LineTransport = LineTransport;

/** Serves every connection to a free port, until stdin ends. */
exports.serveLines = function serveLines(createServer) {
  const sockets = new Set();
  const server = net.createServer(socket => {
    sockets.add(socket);
    createServer().connect(new LineTransport(socket));
  });
  server.listen(0, '127.0.0.1', () => {
    console.error(`listening on ${server.address().port};`);
  });
  process.stdin.resume().once('end', () => {
    server.close();
    sockets.forEach(socket => socket.destroy());
  });
};
