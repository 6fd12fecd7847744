/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
const { fastify } = require('fastify');

exports.listen = async routes => {
  const app = fastify();
  app.addHook('preHandler', async function authenticate() {});
  for (const [path, { node }] of Object.entries(routes)) {
    app.post(path, async (request, reply) => {
      reply.hijack();
      await node(request.raw, reply.raw, request.body);
    });
  }
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { port: app.server.address().port, close: () => app.close() };
};
