/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Calls a tool that throws, in memory. */
exports.failOnce = async ({ Client, InMemoryTransport, McpServer }) => {
  const info = { name: 'failing', version: '1.0.0' };
  const server = new McpServer(info);
  server.registerTool('fail', {}, () => {
    throw new TypeError('failed');
  });
  const client = new Client(info);
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  await client.connect(ours);
  await client.callTool({ name: 'fail', arguments: {} });
  await client.close();
};
