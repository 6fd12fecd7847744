/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** A server with one tool. */
exports.define = function define(McpServer) {
  const server = new McpServer({ name: 'server', version: '1.0.0' });
  server.registerTool('wait', {}, () => ({ content: [] }));
  return server;
};
